using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Sets;

/// <summary>Names what an operating system's failure means for a set.</summary>
internal static class SetFailures
{
    /// <summary>Whether a failure is one of writing that <see cref="Writing"/> names.</summary>
    public static bool IsOfDisk(Exception failure) => failure is IOException or UnauthorizedAccessException;

    /// <summary>The name of a failure to write.</summary>
    public static DeployOpsException Writing(string path, Exception failure) =>
        failure is IOException io && LogFailures.IsDiskFull(io) ? new BackupDiskFullException(path, failure) : new BackupNotWritableException(path, failure);

    /// <summary>The failure of working with a set that has a problem.</summary>
    /// <param name="set">A set with a problem.</param>
    /// <param name="project">The project that asks.</param>
    public static DeployOpsException Of(BackupSet set, string project) => set.Fault switch
    {
        BackupFault.NewerFormat => new BackupNewerFormatException(set.Id, set.Problem!),
        BackupFault.OtherProject => new BackupOfAnotherProjectException(set.Id, project, set.Owner),
        BackupFault.Unreadable => new BackupUnreadableException(System.IO.Path.Combine(set.Path, BackupRepository.ManifestName)),
        _ => new BackupDamagedException(set.Id, set.Problem!),
    };
}
