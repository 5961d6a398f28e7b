using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>Writes one store into the set: the dump, the manifest's entry, and the files read back.</summary>
internal sealed class StoreDumping(SetWriting writing, ISetCipher? cipher, BackupPorts ports, TimeSpan timeout, ProgressListener listener, Func<string, string> redact)
{
    /// <summary>Writes it. Its failure is in the manifest, as far as that could be written.</summary>
    /// <returns>The failure; <see langword="null"/> when there was none.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the manifest says so.</exception>
    public async Task<DeployOpsException?> RunAsync(PreparedStore store, CancellationToken cancellationToken)
    {
        var begun = ports.Time.GetTimestamp();
        var progress = new StoreProgress(BackupPhase.Dump, store.Kind, null, listener, ports.Time);
        var files = new DumpFiles(writing.Set, store.Kind, cipher, progress.Add);
        DeployOpsException? failure;
        try
        {
            failure = store.Failure ?? await StoreGuard.RunAsync(
                store.Kind, timeout, token => DumpAsync(store, files, progress, begun, token), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await files.DiscardAsync().ConfigureAwait(false);
            await RecordFailureAsync(store, "it was stopped", begun).ConfigureAwait(false);
            throw;
        }

        if (failure is null)
        {
            return null;
        }

        // "Could not write" is what a store sees of a full disk.
        failure = files.DiskFailure ?? failure;
        await files.DiscardAsync().ConfigureAwait(false);
        progress.End($"failed: {failure.Message}");
        return await RecordFailureAsync(store, redact(failure.Message), begun).ConfigureAwait(false) is { } second && store.Failure is null ? second : failure;
    }

    private async Task DumpAsync(PreparedStore store, DumpFiles files, StoreProgress progress, long begun, CancellationToken cancellationToken)
    {
        var work = new WorkFolder(writing.Set.Path, store.Kind);
        StoreDump dump;
        using (work)
        {
            progress.Say("dumping");
            dump = await store.Backup.DumpAsync(
                store.Way!.Access,
                files,
                new StoreRun { Redact = redact, OnProgress = progress.Say, Timeout = timeout, WorkFolder = work.Path, Time = ports.Time },
                cancellationToken).ConfigureAwait(false);
        }

        var record = store.Record with
        {
            IsComplete = true,
            ServerVersion = dump.ServerVersion,
            Tool = redact(dump.Tool),
            Format = dump.Format,
            SnapshotAt = dump.SnapshotAt.ToUniversalTime(),
            Files = files.Complete(),
            Content = dump.Content with { Counts = StoreContent.Ordered(dump.Content.Counts) },
            Doubt = dump.Doubt is { } doubt ? redact(doubt) : null,
            Notes = [.. dump.Doubt is null ? dump.Notes.Select(redact) : dump.Notes.Prepend(dump.Doubt).Select(redact)],
            Duration = ports.Time.GetElapsedTime(begun),
        };
        progress.End("dumped");

        // Read back beside the dumps of the others: what the disk holds is what counts, not what was handed to it.
        await ReadBackAsync(record, cancellationToken).ConfigureAwait(false);
        await writing.RecordAsync(record, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadBackAsync(StoreRecord record, CancellationToken cancellationToken)
    {
        var total = record.Files.Sum(file => file.Bytes);
        var progress = new StoreProgress(BackupPhase.Hash, record.Kind, total, listener, ports.Time);
        var set = writing.Set with { Manifest = writing.Manifest with { Stores = [record] }, Problem = null, Fault = BackupFault.None };
        var findings = await BackupRepository.HashFilesAsync(set, record.Kind, progress.Add, cancellationToken).ConfigureAwait(false);
        if (findings.Count > 0)
        {
            throw new BackupReadBackException(record.Kind, findings[0]);
        }

        progress.End("read back");
    }

    private async Task<DeployOpsException?> RecordFailureAsync(PreparedStore store, string reason, long begun)
    {
        try
        {
            await writing.RecordAsync(store.Record with { Failure = reason, Duration = ports.Time.GetElapsedTime(begun) }, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (DeployOpsException failure)
        {
            return failure;
        }
    }

    // A folder for what a store has to pass to its tools; it is gone whatever happens.
    private sealed class WorkFolder : IDisposable
    {
        public WorkFolder(string set, DataStores.DataStoreKind kind)
        {
            Path = System.IO.Path.Combine(set, FormattableString.Invariant($"{kind}.work").ToLowerInvariant());
            try
            {
                PrivateFolder.Make(Path);
            }
            catch (Exception failure) when (SetFailures.IsOfDisk(failure))
            {
                throw SetFailures.Writing(Path, failure);
            }
        }

        public string Path { get; }

        public void Dispose()
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (Exception failure) when (SetFailures.IsOfDisk(failure))
            {
                // It is found as a stranger in the set and named then.
            }
        }
    }
}
