using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>A set that is being written: its folder with <c>.partial</c> behind the name, and its manifest, which stores change side by side.</summary>
internal sealed class SetWriting : IDisposable
{
    private readonly BackupRepository _repository;
    private readonly SemaphoreSlim _order = new(1);

    private SetWriting(BackupRepository repository, BackupSet set, BackupManifest manifest) => (_repository, Set, Manifest) = (repository, set, manifest);

    /// <summary>This account as manifests name it.</summary>
    public static string ThisAccount { get; } = $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>The set as it is on the disk.</summary>
    public BackupSet Set { get; private set; }

    /// <summary>The manifest as it should be on the disk.</summary>
    public BackupManifest Manifest { get; private set; }

    /// <summary>Makes the folder and writes the first manifest.</summary>
    /// <exception cref="DeployOpsException">It could not be written; nothing is left of it.</exception>
    public static async Task<SetWriting> BeginAsync(BackupRepository repository, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(repository.Folder, manifest.Id + BackupRepository.PartialExtension);
        try
        {
            PrivateFolder.Make(folder);
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            throw SetFailures.Writing(folder, failure);
        }

        try
        {
            var set = await repository.SealAsync(new BackupSet { Id = manifest.Id, Path = folder }, manifest, cancellationToken).ConfigureAwait(false);
            return new SetWriting(repository, set, manifest);
        }
        catch
        {
            RemoveEmpty(folder);
            throw;
        }
    }

    /// <summary>Changes the manifest.</summary>
    /// <exception cref="DeployOpsException">It could not be written; the one before stands.</exception>
    public async Task ChangeAsync(Func<BackupManifest, BackupManifest> change, CancellationToken cancellationToken)
    {
        await _order.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Manifest = change(Manifest);
            Set = await _repository.SealAsync(Set, Manifest, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _order.Release();
        }
    }

    /// <summary>Puts what became of a store into the manifest.</summary>
    /// <inheritdoc cref="ChangeAsync" path="/exception"/>
    public Task RecordAsync(StoreRecord record, CancellationToken cancellationToken) =>
        ChangeAsync(manifest => manifest with { Stores = [.. manifest.Stores.Where(one => one.Kind != record.Kind).Append(record).OrderBy(one => one.Kind)] }, cancellationToken);

    /// <summary>Calls the set complete and gives the folder its final name. From here on it is a backup.</summary>
    /// <exception cref="DeployOpsException">It could not be; it stays partial.</exception>
    public async Task CompleteAsync()
    {
        // From the first step to the last nobody stops it: half of it helps nobody.
        await ChangeAsync(manifest => manifest with { State = BackupState.Complete, ProcessId = null }, CancellationToken.None).ConfigureAwait(false);
        var final = Path.Combine(_repository.Folder, Set.Id);
        try
        {
            Directory.Move(Set.Path, final);
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            throw SetFailures.Writing(final, failure);
        }

        FolderFlush.Flush(_repository.Folder);
        Set = await _repository.ReadAsync(final, CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose() => _order.Dispose();

    private static void RemoveEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: false);
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            // The next backup sweeps it.
        }
    }
}
