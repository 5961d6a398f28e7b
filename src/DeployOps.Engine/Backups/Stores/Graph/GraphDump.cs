using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using DeployOps.Engine.Backups.Stores.Graph.Export;

namespace DeployOps.Engine.Backups.Stores.Graph;

/// <summary>Writes a graph into a set.</summary>
internal sealed class GraphDump(GraphVisit visit, IDumpFiles files, bool gzip)
{
    public const string PlainName = "graph.cypher";
    public const string GzipName = "graph.cypher.gz";

    public async Task<StoreDump> RunAsync(CancellationToken cancellationToken)
    {
        if (visit.Dialect.HasTransactions)
        {
            await visit.Session.BeginAsync(visit.Dialect.Transaction with { IsReadOnly = true }, cancellationToken).ConfigureAwait(false);
        }

        var takenAt = visit.Run.Time.GetUtcNow();
        var before = await GraphContents.CountAsync(visit, cancellationToken).ConfigureAwait(false);
        var schema = await visit.Dialect.ReadSchemaAsync(visit.Session, cancellationToken).ConfigureAwait(false);
        var file = files.Create(gzip ? GzipName : PlainName);
        GraphExport export;
        await using (file.ConfigureAwait(false))
        {
            var stream = gzip ? new GZipStream(new GzipHeader(file), CompressionLevel.Fastest, leaveOpen: true) : file;
            await using (stream.ConfigureAwait(false))
            {
                var output = new ExportOutput(stream, cancellationToken);
                await using (output.ConfigureAwait(false))
                {
                    export = new GraphExport(visit.Session, visit.Dialect, output, visit.Run.OnProgress, cancellationToken);
                    await export.WriteAsync(schema, takenAt).ConfigureAwait(false);
                    var closing = GraphExport.Closing(export.Tally, await output.EndAsync().ConfigureAwait(false));
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(closing), cancellationToken).ConfigureAwait(false);
                }
            }
        }

        var after = await GraphContents.CountAsync(visit, cancellationToken).ConfigureAwait(false);
        var notes = new List<string>([.. visit.Dialect.Notes, .. schema.Notes, .. Differences(export, before, after)]);
        if (visit.Session.IsInTransaction)
        {
            await visit.Session.RollbackAsync(cancellationToken).ConfigureAwait(false);
        }

        return new StoreDump
        {
            ServerVersion = $"{visit.Dialect.Name} {visit.Dialect.Version}",
            Tool = $"DeployOps {Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)} over Bolt {visit.Session.Version}",
            Format = GraphBackup.Format,
            SnapshotAt = takenAt,
            Content = export.Tally.Content(withHash: true),
            Notes = notes,
        };
    }

    /// <summary>
    /// The server's counts before and after against what came. When nobody wrote meanwhile they have to be the same; otherwise the export
    /// holds what came, is complete in itself, and the note says that the graph changed.
    /// </summary>
    private static IEnumerable<string> Differences(GraphExport export, (long Nodes, long Relationships) before, (long Nodes, long Relationships) after)
    {
        var came = (export.Tally.Nodes, export.Tally.Relationships);
        if (came == before && came == after && export.Late == 0)
        {
            yield break;
        }

        if (before == after && export.Late == 0)
        {
            throw new GraphCountsDifferException(string.Create(
                CultureInfo.InvariantCulture, $"{came.Nodes} nodes and {came.Relationships} relationships came, {before.Nodes} and {before.Relationships} are counted"));
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"The graph was written to while it was exported: {before.Nodes} nodes and {before.Relationships} relationships before, {after.Nodes} and {after.Relationships} after, {came.Nodes} and {came.Relationships} in the export; {export.Late} that came too late were left out.");
    }
}
