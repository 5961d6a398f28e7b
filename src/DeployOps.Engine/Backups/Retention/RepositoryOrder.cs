using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Retention;

/// <summary>One at a time changes which sets a folder holds.</summary>
internal static class RepositoryOrder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Takes the folder's lock. A folder that is not there holds nothing that could be changed.</summary>
    /// <exception cref="DeployOpsException">Somebody else has it, or it cannot be made.</exception>
    public static async Task<FileLock?> TakeAsync(BackupRepository repository, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(repository.Folder))
        {
            return null;
        }

        var path = Path.Combine(repository.Folder, ".lock");
        try
        {
            return await FileLock.AcquireAsync(path, Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            throw SetFailures.Writing(path, failure);
        }
    }
}
