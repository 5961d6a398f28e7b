using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>One backup of a project at a time in a folder. The lock dies with its holder.</summary>
internal static class BackupLock
{
    /// <summary>The lock file's name.</summary>
    public const string FileName = ".lock";

    /// <summary>Takes it, or refuses at once.</summary>
    /// <exception cref="BackupInProgressException">Another backup is being made.</exception>
    /// <exception cref="DeployOpsException">The lock cannot be made.</exception>
    public static async Task<FileLock> AcquireAsync(BackupRepository repository, CancellationToken cancellationToken)
    {
        var path = Path.Combine(repository.Folder, FileName);
        try
        {
            return await FileLock.AcquireAsync(path, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
        catch (FileLockTimeoutException failure)
        {
            throw new BackupInProgressException(repository.Folder, failure.Holder);
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            throw SetFailures.Writing(path, failure);
        }
    }
}
