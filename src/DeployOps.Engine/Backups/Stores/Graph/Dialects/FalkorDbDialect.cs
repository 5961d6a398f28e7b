using DeployOps.Engine.Backups.Stores.Graph.Text;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>
/// FalkorDB. What is done here in its own way was measured with 4.16.3: taking a label off a node costs time in proportion to all
/// nodes, so none is put on for a while; a date, a time or a duration in an answer ends the server's process, so those are taken
/// apart by the server before they are sent; vectors arrive as lists, so the server says which are which.
/// </summary>
/// <param name="agent">What the server calls itself.</param>
/// <param name="connect">Opens another session with the same server; <see langword="null"/> when one has to do.</param>
internal sealed class FalkorDbDialect(string agent, Func<CancellationToken, Task<IGraphSession>>? connect) : IGraphDialect
{
    public const string ServerName = "FalkorDB";

    /// <summary>The one graph that its Bolt reaches.</summary>
    public const string GraphName = "falkordb";

    public const string OnlyGraphNote = $"FalkorDB's Bolt reaches one graph, {GraphName}: others on the server are neither in the export nor touched by a restore.";

    private const string Key = $"n.{CypherText.TemporaryKey}";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public string Name => ServerName;

    public string Version => $"unknown (its Bolt says {agent})";

    public CypherForm Form => CypherForm.FalkorDb;

    public bool HasTransactions => false;

    public bool UsesTemporaryLabel => false;

    public int? LongestStatement => 60 * 1024;

    public IReadOnlyList<string> Notes =>
    [
        "FalkorDB has no transaction over several queries: nodes and relationships were read one after the other, and what was written meanwhile may be in the export in part.",
        OnlyGraphNote,
    ];

    public GraphTransaction Transaction => GraphTransaction.Default;

    public Task ReadNodesAsync(IGraphSession session, bool isRestored, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken) =>
        ReadAsync(session, FalkorDbPattern.Nodes(isRestored), take, cancellationToken);

    public Task ReadRelationshipsAsync(IGraphSession session, bool isRestored, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken) =>
        ReadAsync(session, FalkorDbPattern.Relationships(isRestored), take, cancellationToken);

    public void ReadProperties(ref PackStreamReader reader, PropertyList properties)
    {
        if (reader.NextType == PackStreamType.Map)
        {
            properties.ReadMap(ref reader);
        }
        else
        {
            FalkorDbValues.Read(ref reader, properties);
        }
    }

    public async Task<GraphSchema> ReadSchemaAsync(IGraphSession session, CancellationToken cancellationToken) => FalkorDbSchema.Of(
        await session.RowsAsync(Transaction, "CALL db.indexes()", cancellationToken).ConfigureAwait(false),
        await session.RowsAsync(Transaction, "CALL db.constraints()", cancellationToken).ConfigureAwait(false));

    public string CreateKeyIndex(string label) => $"CREATE INDEX FOR (n:{label}) ON ({Key})";

    public string DropKeyIndex(string label) => $"DROP INDEX FOR (n:{label}) ON ({Key})";

    public async Task<IReadOnlyList<string>> KeyIndexesAsync(IGraphSession session, CancellationToken cancellationToken) =>
        FalkorDbSchema.KeyIndexes(await session.RowsAsync(Transaction, "CALL db.indexes()", cancellationToken).ConfigureAwait(false));

    /// <summary>Indexes are built beside everything else; a query in the meantime reads every node.</summary>
    public async Task AwaitSchemaAsync(IGraphSession session, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = await session.RowsAsync(Transaction, "CALL db.indexes() YIELD status RETURN status", cancellationToken).ConfigureAwait(false);
            if (rows.TrueForAll(row => row.Text("status") == "OPERATIONAL"))
            {
                return;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<string>> DropSchemaAsync(IGraphSession session, CancellationToken cancellationToken)
    {
        var constraints = await session.RowsAsync(Transaction, "CALL db.constraints()", cancellationToken).ConfigureAwait(false);
        return constraints.Count == 0
            ? FalkorDbSchema.Drops(await session.RowsAsync(Transaction, "CALL db.indexes()", cancellationToken).ConfigureAwait(false))
            : throw new GraphTargetNotEmptyException($"{constraints.Count} constraints, which cannot be dropped over Bolt (GRAPH.CONSTRAINT DROP over the port of Redis does it)");
    }

    private async Task ReadAsync(IGraphSession session, FalkorDbPattern pattern, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken)
    {
        var rows = await session.RowsAsync(Transaction, "MATCH (n) RETURN max(id(n)) AS last", cancellationToken).ConfigureAwait(false);
        if (rows is not [var row] || row.GetValueOrDefault("last") is not long last)
        {
            return;
        }

        var second = last < FalkorDbRanges.Size || connect is null ? null : await TryConnectAsync(connect, cancellationToken).ConfigureAwait(false);
        try
        {
            await new FalkorDbRanges(session, second ?? session, pattern, last).EachAsync(take, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (second is not null)
            {
                await second.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>It is only there to be faster: a server that takes no further connection is read over the one.</summary>
    private static async Task<IGraphSession?> TryConnectAsync(Func<CancellationToken, Task<IGraphSession>> connect, CancellationToken cancellationToken)
    {
        try
        {
            return await connect(cancellationToken).ConfigureAwait(false);
        }
        catch (DeployOpsException)
        {
            return null;
        }
    }
}
