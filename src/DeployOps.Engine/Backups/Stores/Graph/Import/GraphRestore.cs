using System.Globalization;
using System.Text;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using DeployOps.Engine.Backups.Stores.Graph.Export;
using DeployOps.Engine.Backups.Stores.Graph.Reading;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Backups.Stores.Graph.Import;

/// <summary>Puts an export into a graph, and compares what is there then with what was in the export.</summary>
/// <param name="visit">The target.</param>
/// <param name="files">The export.</param>
/// <param name="restoration">How.</param>
/// <param name="whole">The export, read to its end before anything in the target is changed.</param>
internal sealed class GraphRestore(GraphVisit visit, IStoredFiles files, StoreRestoration restoration, ExportReader whole)
{
    private const long NodesBetweenSigns = 100_000;
    private readonly GraphClearing _clearing = new(visit, whole.Statements);
    private ExportStatementKind _phase;
    private long _rows;
    private long _nextSign = NodesBetweenSigns;

    public async Task<StoreContent> RunAsync(CancellationToken cancellationToken)
    {
        if (visit.Dialect.Name != whole.Dialect)
        {
            throw new GraphDialectDiffersException(whole.Dialect, visit.Dialect.Name);
        }

        var isReplaced = await _clearing.HoldsSomethingAsync(restoration.Replace, cancellationToken).ConfigureAwait(false);
        try
        {
            if (isReplaced)
            {
                await _clearing.MakeEmptyAsync(cancellationToken).ConfigureAwait(false);
            }

            await ExportFile.ReadAsync(files, restoration.Format, (_, statement) => RunAsync(statement, cancellationToken), cancellationToken).ConfigureAwait(false);
            await visit.Dialect.AwaitSchemaAsync(visit.Session, visit.Run.Time, cancellationToken).ConfigureAwait(false);
            visit.Run.OnProgress("reads the restored graph back");
            var restored = await GraphContents.ReadAsync(visit, isRestored: true, cancellationToken).ConfigureAwait(false);
            Compare(restored);
            await _clearing.RemoveKeysAsync(cancellationToken).ConfigureAwait(false);
            restored.Add(await CompareSchemaAsync(cancellationToken).ConfigureAwait(false));
            await CompareCountsAsync(cancellationToken).ConfigureAwait(false);
            return restored.Content(withHash: true);
        }
        catch (DeployOpsException exception) when (exception is not GraphRestoreUnfinishedException)
        {
            throw new GraphRestoreUnfinishedException(exception.Message.TrimEnd('.'), exception.Kind, exception);
        }
    }

    private async Task RunAsync(ExportStatement statement, CancellationToken cancellationToken)
    {
        if (statement.Kind is ExportStatementKind.DropKeyIndex or ExportStatementKind.RemoveKeys)
        {
            // The keys are needed until the graph was read back.
            return;
        }

        if (statement.Kind != _phase && statement.Kind is ExportStatementKind.Nodes or ExportStatementKind.Relationships)
        {
            await visit.Dialect.AwaitSchemaAsync(visit.Session, visit.Run.Time, cancellationToken).ConfigureAwait(false);
        }

        _phase = statement.Kind;
        var text = Encoding.UTF8.GetString(statement.Text.Span);
        if (visit.Dialect.LongestStatement is { } longest && statement.Text.Length > longest)
        {
            throw new GraphNotCarriedException(string.Create(
                CultureInfo.InvariantCulture, $"a single element of a list takes {statement.Text.Length} bytes, and {visit.Dialect.Name} does not answer a request of more than {longest} over Bolt"));
        }

        var made = (await ExecuteAsync(text, cancellationToken).ConfigureAwait(false)).Counters;
        var (nodes, relationships) = (statement.Kind == ExportStatementKind.Nodes ? statement.Rows : 0, statement.Kind == ExportStatementKind.Relationships ? statement.Rows : 0);
        if (made.NodesCreated != nodes || made.RelationshipsCreated != relationships)
        {
            throw new GraphCountsDifferException(string.Create(
                CultureInfo.InvariantCulture, $"a statement was to make {nodes} nodes and {relationships} relationships, and made {made.NodesCreated} and {made.RelationshipsCreated}"));
        }

        _rows += statement.Rows;
        if (_rows >= _nextSign)
        {
            visit.Run.OnProgress(string.Create(CultureInfo.InvariantCulture, $"{_rows} of {whole.Tally.Nodes + whole.Tally.Relationships} nodes and relationships"));
            _nextSign += NodesBetweenSigns;
        }
    }

    private Task<GraphSummary> ExecuteAsync(string statement, CancellationToken cancellationToken) =>
        visit.Session.ChangeAsync(visit.Dialect.Transaction, statement, cancellationToken);

    private void Compare(GraphTally restored)
    {
        if (restored.Nodes != whole.Tally.Nodes || restored.Relationships != whole.Tally.Relationships || restored.Hash != whole.Tally.Hash)
        {
            throw new GraphCountsDifferException(string.Create(
                CultureInfo.InvariantCulture,
                $"{restored.Nodes} nodes and {restored.Relationships} relationships were restored of {whole.Tally.Nodes} and {whole.Tally.Relationships}, and their content {(restored.Hash == whole.Tally.Hash ? "is" : "is not")} the same"));
        }
    }

    /// <summary>The number of each has to be the same; options that a newer server adds to what it says of an index are no difference.</summary>
    private async Task<GraphSchema> CompareSchemaAsync(CancellationToken cancellationToken)
    {
        var schema = await visit.Dialect.ReadSchemaAsync(visit.Session, cancellationToken).ConfigureAwait(false);
        return schema.Constraints.Count == whole.Tally.Constraints && schema.Indexes.Count == whole.Tally.Indexes
            ? schema
            : throw new GraphCountsDifferException(string.Create(
                CultureInfo.InvariantCulture,
                $"{schema.Constraints.Count} constraints and {schema.Indexes.Count} indexes were restored of {whole.Tally.Constraints} and {whole.Tally.Indexes}"));
    }

    private async Task CompareCountsAsync(CancellationToken cancellationToken)
    {
        var (nodes, relationships) = await GraphContents.CountAsync(visit, cancellationToken).ConfigureAwait(false);
        if (nodes != whole.Tally.Nodes || relationships != whole.Tally.Relationships)
        {
            throw new GraphCountsDifferException(string.Create(
                CultureInfo.InvariantCulture, $"{nodes} nodes and {relationships} relationships are counted, {whole.Tally.Nodes} and {whole.Tally.Relationships} were restored: something else writes to the target"));
        }
    }
}
