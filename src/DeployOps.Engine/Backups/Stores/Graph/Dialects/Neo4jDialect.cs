using DeployOps.Engine.Backups.Stores.Graph.Text;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>Neo4j 4.4 and 5, written from its documentation.</summary>
/// <param name="version">The version of its kernel.</param>
/// <param name="database">The database; <see langword="null"/> for the user's own.</param>
internal sealed class Neo4jDialect(string version, string? database) : IGraphDialect
{
    public const string ServerName = "Neo4j";
    private const string IndexesQuery = "SHOW INDEXES YIELD *";
    private const string ConstraintsQuery = "SHOW CONSTRAINTS YIELD *";

    public string Name => ServerName;

    public string Version => version;

    public CypherForm Form => CypherForm.Neo4j;

    public bool HasTransactions => true;

    public bool UsesTemporaryLabel => true;

    public int? LongestStatement => null;

    public IReadOnlyList<string> Notes =>
    [
        "Neo4j isolates a read transaction at the level read-committed: what others committed while the export ran may be in it in part.",
    ];

    public GraphTransaction Transaction { get; } = new() { Database = database };

    public Task ReadNodesAsync(IGraphSession session, bool isRestored, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken) =>
        ReadAsync(session, $"MATCH (n) RETURN {(isRestored ? $"n.{CypherText.TemporaryKey}" : "id(n)")}, labels(n), properties(n)", take, cancellationToken);

    public Task ReadRelationshipsAsync(IGraphSession session, bool isRestored, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken)
    {
        var ends = isRestored ? $"a.{CypherText.TemporaryKey}, b.{CypherText.TemporaryKey}" : "id(a), id(b)";
        return ReadAsync(session, $"MATCH (a)-[r]->(b) RETURN {ends}, null, null, type(r), properties(r)", take, cancellationToken);
    }

    public void ReadProperties(ref PackStreamReader reader, PropertyList properties) => properties.ReadMap(ref reader);

    public async Task<GraphSchema> ReadSchemaAsync(IGraphSession session, CancellationToken cancellationToken) => Neo4jSchema.Of(
        await session.RowsAsync(Transaction, ConstraintsQuery, cancellationToken).ConfigureAwait(false),
        await session.RowsAsync(Transaction, IndexesQuery, cancellationToken).ConfigureAwait(false));

    public string CreateKeyIndex(string label) => $"CREATE CONSTRAINT {label} FOR (n:{label}) REQUIRE n.{CypherText.TemporaryKey} IS UNIQUE";

    public string DropKeyIndex(string label) => $"DROP CONSTRAINT {label}";

    public async Task<IReadOnlyList<string>> KeyIndexesAsync(IGraphSession session, CancellationToken cancellationToken)
    {
        var rows = await session.RowsAsync(Transaction, ConstraintsQuery, cancellationToken).ConfigureAwait(false);
        return rows.Exists(row => row.Text("name") == Neo4jSchema.TemporaryName) ? [CypherText.TemporaryLabel] : [];
    }

    public async Task AwaitSchemaAsync(IGraphSession session, TimeProvider time, CancellationToken cancellationToken)
    {
        // The procedure gives up after this many seconds; the caller's own limit is shorter or ends it.
        await session.ChangeAsync(Transaction, "CALL db.awaitIndexes(14400)", cancellationToken).ConfigureAwait(false);
        var rows = await session.RowsAsync(Transaction, IndexesQuery, cancellationToken).ConfigureAwait(false);
        if (rows.Find(row => row.Text("state") == "FAILED") is { } failed)
        {
            throw new GraphNotCarriedException($"the server could not build the index {Neo4jSchema.Name(failed.Text("name"))}");
        }
    }

    public async Task<IReadOnlyList<string>> DropSchemaAsync(IGraphSession session, CancellationToken cancellationToken) => Neo4jSchema.Drops(
        await session.RowsAsync(Transaction, ConstraintsQuery, cancellationToken).ConfigureAwait(false),
        await session.RowsAsync(Transaction, IndexesQuery, cancellationToken).ConfigureAwait(false));

    private Task ReadAsync(IGraphSession session, string query, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken) =>
        session.EachAsync(new GraphQuery(query) { Transaction = Transaction }, take, cancellationToken);
}
