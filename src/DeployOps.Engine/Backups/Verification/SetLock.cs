using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>The right to look at a set and to write what was found into its manifest. The lock's file is beside the sets: in a set's folder it would be a stranger.</summary>
internal sealed class SetLock : IDisposable
{
    private const string Prefix = ".verify-";
    private const string Extension = ".lock";
    private readonly FileLock? _held;

    private SetLock(FileLock? held) => _held = held;

    /// <summary>Whether it is held; not in a folder that this account may only read.</summary>
    public bool IsHeld => _held is not null;

    /// <summary>Takes it, waiting for others for a while.</summary>
    /// <exception cref="BackupVerificationInProgressException">Somebody else kept it.</exception>
    public static async Task<SetLock> AcquireAsync(BackupRepository repository, BackupSet set, TimeSpan patience, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(set.Path) ?? repository.Folder;
        try
        {
            Forget(folder);
            return new SetLock(await FileLock.AcquireAsync(Path.Combine(folder, $"{Prefix}{set.Id}{Extension}"), patience, cancellationToken).ConfigureAwait(false));
        }
        catch (FileLockTimeoutException taken)
        {
            throw new BackupVerificationInProgressException(set.Id, taken.Holder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new SetLock(null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held?.Dispose();

    // Locks of sets that are gone. Nobody waits for those.
    private static void Forget(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, $"{Prefix}*{Extension}"))
        {
            var id = Path.GetFileName(path)[Prefix.Length..^Extension.Length];
            if (!Directory.Exists(Path.Combine(folder, id)) && !Directory.Exists(Path.Combine(folder, id + BackupRepository.PartialExtension)))
            {
                File.Delete(path);
            }
        }
    }
}
