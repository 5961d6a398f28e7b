using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>
/// The files of one store's dump. While they are written they have <c>.part</c> behind their names; they get their final ones together, when the
/// store says that its dump is whole. The end of a stream alone does not: the stream of a writer that failed ends too.
/// </summary>
/// <param name="set">The set that is being written.</param>
/// <param name="store">The store.</param>
/// <param name="cipher">The set's cipher.</param>
/// <param name="onBytes">Is told how many more bytes the store wrote.</param>
internal sealed class DumpFiles(BackupSet set, DataStoreKind store, ISetCipher? cipher, Action<long> onBytes) : IDumpFiles
{
    private readonly List<(string Name, DumpFileStream Stream)> _files = [];

    /// <summary>The folder for a tool that writes files itself.</summary>
    private string Scratch => Path.Combine(set.Path, FormattableString.Invariant($"{store}.scratch").ToLowerInvariant());

    /// <summary>Why the disk did not take a file; the cause when a store only says that it could not write.</summary>
    public DeployOpsException? DiskFailure => _files.Select(file => file.Stream.Failure).FirstOrDefault(failure => failure is not null);

    public Stream Create(string name)
    {
        if (!ManifestRules.IsFileName(name))
        {
            throw new ArgumentException("A file of a set has a name of letters, digits, '.', '-' and '_'.", nameof(name));
        }

        var final = cipher is null ? name : name + StoredFiles.EncryptedExtension;
        if (_files.FindIndex(one => one.Name == final) is var before and >= 0)
        {
            // The store begins again: its stream has ended, since files are written one after the other.
            _files.RemoveAt(before);
            Remove(final);
        }

        var file = new HashingFile(PartOf(final));
        try
        {
            var stream = new DumpFileStream(file, cipher?.Encrypt(file, set.Id, name), onBytes);
            _files.Add((final, stream));
            return stream;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public string ScratchFolder()
    {
        try
        {
            PrivateFolder.Make(Scratch);
            return Scratch;
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            throw SetFailures.Writing(Scratch, failure);
        }
    }

    /// <summary>Gives the files their final names.</summary>
    /// <returns>The files in the order in which they were begun.</returns>
    /// <exception cref="DeployOpsException">One is not whole; none has its final name.</exception>
    public IReadOnlyList<BackupFile> Complete()
    {
        if (_files.Count == 0 || _files.Exists(file => !file.Stream.IsWhole))
        {
            throw DiskFailure ?? new StoreDumpIncompleteException(store);
        }

        try
        {
            foreach (var (name, _) in _files)
            {
                File.Move(PartOf(name), Path.Combine(set.Path, name), overwrite: false);
            }

            RemoveScratch();
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            throw SetFailures.Writing(set.Path, failure);
        }

        FolderFlush.Flush(set.Path);
        return [.. _files.Select(file => file.Stream.AsBackupFile(file.Name))];
    }

    /// <summary>Removes what a store that failed has written, so that a full disk has room for the manifest.</summary>
    public async Task DiscardAsync()
    {
        foreach (var (name, stream) in _files)
        {
            try
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is DeployOpsException or IOException or ObjectDisposedException)
            {
                // It failed before, and the store has said so.
            }

            TryRemove(() => File.Delete(PartOf(name)));
            TryRemove(() => File.Delete(Path.Combine(set.Path, name)));
        }

        TryRemove(RemoveScratch);
    }

    private void Remove(string name)
    {
        try
        {
            File.Delete(PartOf(name));
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            throw SetFailures.Writing(PartOf(name), failure);
        }
    }

    private static void TryRemove(Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            // It goes with the partial set, a day later.
        }
    }

    private void RemoveScratch()
    {
        if (Directory.Exists(Scratch))
        {
            Directory.Delete(Scratch, recursive: true);
        }
    }

    private string PartOf(string name) => Path.Combine(set.Path, name + ManifestFile.PartExtension);
}
