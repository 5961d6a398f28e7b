using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores.Graph.Import;
using DeployOps.Engine.Backups.Stores.Graph.Reading;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Backups.Stores.Graph;

/// <summary>
/// Backs a graph up as Cypher: Neo4j, and FalkorDB which speaks like it. The content hash is taken of labels, types, properties and the
/// numbers that the source gives its nodes; the file keeps these, so the hash of a dump, of its file, of the unchanged source and of a
/// restored graph are the same. Asked later for its content, a restored graph has numbers of its own and another hash: compare its counts.
/// </summary>
internal sealed class GraphBackup(BackupGraphSettings settings, BackupPorts ports) : IStoreBackup
{
    /// <summary>How an export is written.</summary>
    public const string Format = "cypher";

    public DataStoreKind Kind => DataStoreKind.Graph;

    public Task<StoreEstimate> EstimateAsync(DataStoreAccess source, StoreRun run, CancellationToken cancellationToken) =>
        GraphVisit.RunAsync("look at the size", source, run, ports.Time, (visit, token) => new GraphContents(visit).EstimateAsync(token), cancellationToken);

    public Task<StoreDump> DumpAsync(DataStoreAccess source, IDumpFiles files, StoreRun run, CancellationToken cancellationToken) =>
        GraphVisit.RunAsync("export", source, run, ports.Time, (visit, token) => new GraphDump(visit, files, settings.Gzip).RunAsync(token), cancellationToken);

    public Task<StoreContent> ReadAsync(IStoredFiles files, string format, DataStoreAccess? tools, StoreRun run, CancellationToken cancellationToken) =>
        GraphVisit.WithinAsync("reading", run, ports.Time, async token =>
        {
            var read = await ExportFile.ReadAsync(files, format, take: null, token).ConfigureAwait(false);
            return read.Tally.Content(withHash: true);
        }, cancellationToken);

    public Task<IReadOnlyList<string>> DemandRestorableAsync(
        DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken) =>
        GraphVisit.RunAsync("look at the target", target, run, ports.Time, (visit, token) => new GraphTargetLook(visit, files, restoration).RunAsync(token), cancellationToken);

    public Task<StoreContent> RestoreAsync(DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken) =>
        GraphVisit.WithinAsync("restore", run, ports.Time, async token =>
        {
            var whole = await ExportFile.ReadAsync(files, restoration.Format, take: null, token).ConfigureAwait(false);
            return await GraphVisit.RunAsync(
                "restore", target, run, ports.Time, (visit, within) => new GraphRestore(visit, files, restoration, whole).RunAsync(within), token).ConfigureAwait(false);
        }, cancellationToken);

    public Task<StoreContent> ContentAsync(DataStoreAccess source, bool withHash, StoreRun run, CancellationToken cancellationToken) =>
        GraphVisit.RunAsync("look at the content", source, run, ports.Time, (visit, token) => new GraphContents(visit).ContentAsync(withHash, token), cancellationToken);
}
