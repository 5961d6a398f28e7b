using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using DeployOps.Engine.Backups.Stores.Graph.Export;

namespace DeployOps.Engine.Backups.Stores.Graph;

/// <summary>Writes a graph into a set.</summary>
internal sealed class GraphDump(GraphVisit visit, IDumpFiles files, bool gzip)
{
    public const string PlainName = "graph.cypher";
    public const string GzipName = "graph.cypher.gz";
    private const int MostAttempts = 3;

    public async Task<StoreDump> RunAsync(CancellationToken cancellationToken)
    {
        if (visit.Dialect.HasTransactions)
        {
            await visit.Session.BeginAsync(visit.Dialect.Transaction with { IsReadOnly = true }, cancellationToken).ConfigureAwait(false);
        }

        var takenAt = visit.Run.Time.GetUtcNow();
        var (export, schema, steadiness) = await WriteAsync(takenAt, cancellationToken).ConfigureAwait(false);
        for (var attempt = 2; !visit.Dialect.HasTransactions && !steadiness.IsSteady && attempt <= MostAttempts; attempt++)
        {
            visit.Run.OnProgress(string.Create(CultureInfo.InvariantCulture, $"the graph was written to meanwhile: begins anew, attempt {attempt} of {MostAttempts}"));
            takenAt = visit.Run.Time.GetUtcNow();
            (export, schema, steadiness) = await WriteAsync(takenAt, cancellationToken).ConfigureAwait(false);
        }

        var notes = new List<string>([.. visit.Dialect.Notes, .. schema.Notes, .. steadiness.Notes()]);
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
            Doubt = steadiness.Doubt(MostAttempts),
            Notes = notes,
        };
    }

    private async Task<(GraphExport Export, GraphSchema Schema, GraphSteadiness Steadiness)> WriteAsync(DateTimeOffset takenAt, CancellationToken cancellationToken)
    {
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

        var areOthers = !visit.Dialect.HasTransactions && await GraphContents.NodesHashAsync(visit, cancellationToken).ConfigureAwait(false) != export.NodesHash;
        var after = await GraphContents.CountAsync(visit, cancellationToken).ConfigureAwait(false);
        return (export, schema, new GraphSteadiness((export.Tally.Nodes, export.Tally.Relationships), before, after, export.Late, areOthers));
    }
}
