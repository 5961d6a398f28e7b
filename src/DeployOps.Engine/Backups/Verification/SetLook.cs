using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Rehearsal;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>Looks at the stores of one set, level by level.</summary>
/// <param name="repository">The sets.</param>
/// <param name="set">The set.</param>
/// <param name="stores">The project's stores.</param>
/// <param name="backups">The kinds of stores.</param>
/// <param name="run">What every store is given.</param>
/// <param name="progress">Is told how far it is.</param>
internal sealed class SetLook(
    BackupRepository repository, BackupSet set, ProjectStores stores, Func<DataStoreKind, IStoreBackup> backups, StoreRun run, ProgressMeter progress)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    /// <summary>The files against the manifest.</summary>
    public async Task HashAsync(StoreFindings store, CancellationToken cancellationToken)
    {
        progress.Begin(BackupPhase.Hash, store.Kind, store.Record.Files.Sum(file => file.Bytes), "comparing the files with their hashes");
        store.Find(await BackupRepository.HashFilesAsync(set, store.Kind, progress.Add, cancellationToken).ConfigureAwait(false));
        store.Detail = $"{store.Record.Files.Count} files have the sizes and hashes of the manifest";
    }

    /// <summary>The dump read to its end by the store's own reader, and its content against the manifest's.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cipher">The set's cipher.</param>
    /// <param name="tools">A container whose tools may be used; the stack's own when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task ReadAsync(StoreFindings store, ISetCipher? cipher, DataStoreAccess? tools, CancellationToken cancellationToken)
    {
        store.Level = VerificationLevel.Read;
        progress.Begin(BackupPhase.Read, store.Kind, store.Record.Files.Sum(file => file.Bytes), "reading the dump to its end");
        try
        {
            var files = repository.FilesOf(set, store.Kind, cipher, progress.Add);
            var content = await backups(store.Kind).ReadAsync(files, store.Record.Format, tools ?? ToolsOf(store), RunOf(store), cancellationToken).ConfigureAwait(false);
            store.FileContent = content;
            store.Find(ContentComparison.Differences(store.Record.Content, "the manifest", content, "the file"));
            store.Detail = $"read to its end: {ContentComparison.Sameness(store.Record.Content, content, "the manifest")}";
        }
        catch (DeployOpsException failure)
        {
            store.Fail("it could not be read", failure);
        }
    }

    /// <summary>The dump in an engine that held nothing, against what the file holds.</summary>
    public async Task RestoreAsync(StoreFindings store, ISetCipher? cipher, IThrowawayEngine engine, CancellationToken cancellationToken)
    {
        store.Level = VerificationLevel.Restore;
        store.Engine = $"{store.Kind} {store.Record.ServerVersion} in {engine.Description}";
        try
        {
            var backup = backups(store.Kind);
            progress.Begin(BackupPhase.Restore, store.Kind, store.Record.Files.Sum(file => file.Bytes), $"restoring into {engine.Description}");

            // An image may come with data of its own; it is a throwaway, so that goes.
            var estimate = await backup.EstimateAsync(engine.Access, RunOf(store), cancellationToken).ConfigureAwait(false);
            var files = repository.FilesOf(set, store.Kind, cipher, progress.Add);
            var restored = await backup.RestoreAsync(
                engine.Access, files, new StoreRestoration(Replace: !estimate.IsEmpty, store.Record.Format) { WithRights = false }, RunOf(store), cancellationToken).ConfigureAwait(false);
            progress.Begin(BackupPhase.Compare, store.Kind, total: null, "comparing what was restored with the file");
            var wanted = Wanted(store);
            store.Find(ContentComparison.Differences(wanted, "the file", restored, "the restored store"));
            if (!ContentComparison.AreHashesComparable(wanted, restored))
            {
                store.Find("no content hash could be compared, so that equal counts prove nothing of what is in the rows");
            }

            store.Engine = $"{store.Kind} {estimate.ServerVersion} in {engine.Description}";
            store.Detail = $"restored into {engine.Description}: {ContentComparison.Sameness(wanted, restored, "the file")}";
        }
        catch (DeployOpsException failure)
        {
            var what = $"it could not be restored into {engine.Description}";
            if (StoreFindings.IsObstacle(failure) && failure.Kind == FailureKind.Environment && await IsAnsweringAsync(store, engine, cancellationToken).ConfigureAwait(false))
            {
                // The engine is well and does not take the dump: that is what a rehearsal is for.
                store.Find($"{what}: {failure.Message}");
            }
            else
            {
                store.Fail(what, failure);
            }
        }
    }

    /// <summary>What the file holds: as it was read, with the manifest's hash where the reader gives none.</summary>
    public static StoreContent Wanted(StoreFindings store) =>
        store.FileContent is not { } content ? store.Record.Content : content with { Hash = content.Hash ?? store.Record.Content.Hash };

    /// <summary>What every work with a store is given, with its own progress.</summary>
    public StoreRun RunOf(StoreFindings store) => run with { OnProgress = message => progress.Say(store.Kind, message) };

    private async Task<bool> IsAnsweringAsync(StoreFindings store, IThrowawayEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            await backups(store.Kind).EstimateAsync(engine.Access, RunOf(store) with { Timeout = AnswerLimit }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DeployOpsException)
        {
            return false;
        }
    }

    // The live container's tools are only run on the dump; nothing of the live store is asked.
    private DataStoreAccess? ToolsOf(StoreFindings store)
    {
        var live = stores.Containers.FirstOrDefault(container => container.Service == store.Record.Service && !container.IsOneOff && container.State == ContainerState.Running);
        var named = stores.Stores.FirstOrDefault(one => one.Kind == store.Kind && one.Endpoint is not null);
        return live is null || named is null ? null : new DataStoreAccess(named, named.Endpoint!, live);
    }
}
