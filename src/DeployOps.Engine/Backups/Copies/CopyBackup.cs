using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Copies;

/// <summary>Copies a set to another folder or share, and reads the copy back (row KP11: copied off the machine).</summary>
public sealed class CopyBackup(DeployProject project)
{
    /// <summary>Copies. A set that is there already and is whole is left alone; nothing half-copied has a final name.</summary>
    /// <param name="set">The set's name or folder; the newest that is not partial when <see langword="null"/>.</param>
    /// <param name="destination">The folder that the sets lie in; the setting when <see langword="null"/>.</param>
    /// <param name="copyTo">The other folder; the setting when <see langword="null"/>.</param>
    /// <param name="onProgress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops it; nothing is left under a final name.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="DeployOpsException">There is no such set, or it could not be copied.</exception>
    public Task<BackupSet> RunAsync(string? set, string? destination, string? copyTo, Action<BackupProgress> onProgress, CancellationToken cancellationToken) =>
        throw new NotImplementedException(project.Name);
}
