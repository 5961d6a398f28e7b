using System.Globalization;
using System.Text;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using DeployOps.Engine.Backups.Stores.Graph.Text;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>Writes a graph as Cypher, row by row.</summary>
internal sealed class GraphExport(IGraphSession session, IGraphDialect dialect, ExportOutput output, Action<string> onProgress, CancellationToken cancellationToken)
{
    private const int RowsBetweenSigns = 100_000;
    private readonly GraphStatements _statements = new(dialect.UsesTemporaryLabel);
    private readonly RowText _row = new(dialect, isRestored: false);
    private readonly ByteText _kind = new(128);

    public GraphTally Tally { get; } = new();

    /// <summary>The hash over the nodes alone.</summary>
    public string NodesHash { get; private set; } = "";

    /// <summary>How many nodes and relationships were left out, because they came while the export ran and would hang in the air.</summary>
    public long Late { get; private set; }

    /// <summary>Writes everything up to the closing marker.</summary>
    /// <param name="schema">The constraints and indexes.</param>
    /// <param name="takenAt">The moment the reading began.</param>
    public async Task WriteAsync(GraphSchema schema, DateTimeOffset takenAt)
    {
        Tally.Add(schema);
        await AddAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"// DeployOps graph export 1 {dialect.Name}\n// {Line(dialect.Version)}, read from {takenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z on. Each statement ends with a semicolon and a line break.\n")).ConfigureAwait(false);
        foreach (var note in schema.Notes)
        {
            await AddAsync($"// {Line(note)}\n").ConfigureAwait(false);
        }

        foreach (var statement in schema.Constraints.Concat(schema.Indexes))
        {
            await AddAsync(statement + GraphStatements.End).ConfigureAwait(false);
        }

        if (dialect.UsesTemporaryLabel)
        {
            await AddAsync(dialect.CreateKeyIndex(CypherText.TemporaryLabel) + GraphStatements.End).ConfigureAwait(false);
        }

        await NodesAsync().ConfigureAwait(false);
        NodesHash = Tally.Hash;
        var labels = dialect.UsesTemporaryLabel ? [CypherText.TemporaryLabel] : Tally.FirstLabels();
        if (!dialect.UsesTemporaryLabel)
        {
            await AddAsync(string.Concat(labels.Select(label => dialect.CreateKeyIndex(label) + GraphStatements.End))).ConfigureAwait(false);
        }

        await RelationshipsAsync().ConfigureAwait(false);
        await AddAsync(string.Concat(labels.Select(label => dialect.DropKeyIndex(label) + GraphStatements.End))).ConfigureAwait(false);
        await AddAsync($"// Repeat the next one until it changes nothing.\n{_statements.RemoveKeys}{GraphStatements.End}{Tally.Comments()}").ConfigureAwait(false);
    }

    /// <summary>The last line.</summary>
    public static string Closing(GraphTally tally, string fileHash) => $"{GraphStatements.EndComment}{tally.Hash} sha256:{fileHash}\n";

    private async Task NodesAsync()
    {
        var batches = new GraphBatches(output.AddAsync);
        await dialect.ReadNodesAsync(session, isRestored: false, row => TakeNode(row, batches), cancellationToken).ConfigureAwait(false);
        await batches.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Nearly every row has room where it belongs; those cost no state machine.</summary>
    private ValueTask TakeNode(GraphRow row, GraphBatches batches)
    {
        Sign(Tally.Nodes, "nodes");
        _row.ReadNode(row);
        if (!Tally.Keys.Add(_row.Key))
        {
            // It changed between two queries and came with both of them; the first one counts.
            Late++;
            return ValueTask.CompletedTask;
        }

        Tally.AddNode(_row.Kind, _row.Whole);
        return _row.Row.Length > LongRow.Shortest ? new LongRow(_statements, output.AddAsync).WriteNodeAsync(_row)
            : TryAddNode(batches, out var batch) ? ValueTask.CompletedTask
            : WriteNodeAsync(batches, batch);
    }

    private async ValueTask WriteNodeAsync(GraphBatches batches, GraphBatches.Batch batch)
    {
        do
        {
            await batches.FlushAsync(batch).ConfigureAwait(false);
        }
        while (!TryAddNode(batches, out batch));
    }

    private async Task RelationshipsAsync()
    {
        var batches = new GraphBatches(output.AddAsync);
        await dialect.ReadRelationshipsAsync(session, isRestored: false, row => TakeRelationship(row, batches), cancellationToken).ConfigureAwait(false);
        await batches.FlushAsync().ConfigureAwait(false);
    }

    private ValueTask TakeRelationship(GraphRow row, GraphBatches batches)
    {
        Sign(Tally.Relationships, "relationships");
        _row.ReadRelationship(row);
        if (!Tally.Keys.Contains(_row.Start) || !Tally.Keys.Contains(_row.End))
        {
            Late++;
            return ValueTask.CompletedTask;
        }

        Tally.AddRelationship(_row.Kind, _row.Whole);
        return _row.Row.Length > LongRow.Shortest ? new LongRow(_statements, output.AddAsync).WriteRelationshipAsync(_row, Tally.Relationships)
            : TryAddRelationship(batches, out var batch) ? ValueTask.CompletedTask
            : WriteRelationshipAsync(batches, batch);
    }

    private async ValueTask WriteRelationshipAsync(GraphBatches batches, GraphBatches.Batch batch)
    {
        do
        {
            await batches.FlushAsync(batch).ConfigureAwait(false);
        }
        while (!TryAddRelationship(batches, out batch));
    }

    private bool TryAddNode(GraphBatches batches, out GraphBatches.Batch batch)
    {
        batch = batches.Find(_row.Kind) ?? batches.Begin(_row.Kind, GraphStatements.BatchHead, _statements.NodeTail(Encoding.UTF8.GetString(_row.Kind)));
        return batches.TryAdd(batch, _row.Row);
    }

    private bool TryAddRelationship(GraphBatches batches, out GraphBatches.Batch batch)
    {
        _kind.Clear();
        var kind = _kind.Add(_row.Kind).Add((byte)'|').Add(_row.StartAnchor).Add((byte)'|').Add(_row.EndAnchor).Span;
        if (batches.Find(kind) is { } found)
        {
            batch = found;
        }
        else
        {
            var (start, end) = (Encoding.UTF8.GetString(_row.StartAnchor), Encoding.UTF8.GetString(_row.EndAnchor));
            batch = batches.Begin(kind, _statements.RelationshipHead(start, end), _statements.RelationshipTail(Encoding.UTF8.GetString(_row.Kind[1..]), start, end));
        }

        return batches.TryAdd(batch, _row.Row);
    }

    private void Sign(long count, string what)
    {
        if (count > 0 && count % RowsBetweenSigns == 0)
        {
            onProgress(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
        }
    }

    private ValueTask AddAsync(string text) => output.AddAsync(Encoding.UTF8.GetBytes(text));

    private static string Line(string text) => text.ReplaceLineEndings(" ");
}
