using System.Globalization;
using DeployOps.Engine.Backups.Stores.Graph.Text;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>
/// FalkorDB. What is done here in its own way was measured with 4.16.3: taking a label off a node costs time in proportion to all
/// nodes, so none is put on for a while; a date, a time or a duration in an answer ends the server's process, so those are taken
/// apart by the server before they are sent; vectors arrive as lists, so the server says which are which.
/// </summary>
internal sealed class FalkorDbDialect(string agent) : IGraphDialect
{
    public const string ServerName = "FalkorDB";
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
    ];

    public GraphTransaction Transaction => GraphTransaction.Default;

    public Task<GraphReading> NodesAsync(IGraphSession session, bool isRestored, CancellationToken cancellationToken) =>
        ReadingAsync(session, "MATCH (n)", "n", [isRestored ? Key : "id(n)", "labels(n)"], cancellationToken);

    public Task<GraphReading> RelationshipsAsync(IGraphSession session, bool isRestored, CancellationToken cancellationToken)
    {
        string[] ends = isRestored ? [$"a.{CypherText.TemporaryKey}", $"b.{CypherText.TemporaryKey}"] : ["id(a)", "id(b)"];
        return ReadingAsync(session, "MATCH (a)-[r]->(b)", "r", [.. ends, "labels(a)", "labels(b)", "type(r)"], cancellationToken);
    }

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

    /// <summary>
    /// Most elements have plain values only and are read fast. Those with others take a second query, which the server is long in planning,
    /// and those that are too large for a message one query a part.
    /// </summary>
    private async Task<GraphReading> ReadingAsync(IGraphSession session, string match, string element, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        var (special, large) = (FalkorDbValues.IsSpecial(element), $"{FalkorDbValues.Weight(element)} > {FalkorDbValues.MostWeight}");
        var list = string.Join(", ", columns);
        var rows = await session.RowsAsync(Transaction, $"{match} RETURN count(CASE WHEN {special} THEN 1 END) AS special, max({FalkorDbValues.Weight(element)}) AS weight", cancellationToken).ConfigureAwait(false);
        var isAnySpecial = rows is [var seen] && seen.GetValueOrDefault("special") is > 0L;
        var isAnyLarge = rows is [var weighed] && Convert.ToDouble(weighed.GetValueOrDefault("weight") ?? 0.0, CultureInfo.InvariantCulture) > FalkorDbValues.MostWeight;
        var depth = 0;
        while ((isAnySpecial || isAnyLarge) && depth < FalkorDbValues.DeepestList
            && await session.NumberAsync(Transaction, $"{match} WHERE {FalkorDbValues.HasLists(element, depth)} RETURN count({element})", cancellationToken).ConfigureAwait(false) > 0)
        {
            depth++;
        }

        var but = isAnyLarge ? $" AND NOT {large}" : "";
        List<string> queries = [$"{match} WHERE NOT {special}{but} RETURN {list}, properties({element})"];
        if (isAnySpecial)
        {
            queries.Add($"{match} WHERE {special}{but} RETURN {list}, {FalkorDbValues.Apart(element, depth)}");
        }

        return new GraphReading(queries)
        {
            Large = isAnyLarge
                ? [.. (await session.RowsAsync(Transaction, $"{match} WHERE {large} RETURN id({element}) AS id", cancellationToken).ConfigureAwait(false)).Select(row => (long)row["id"]!)]
                : [],
            ReadLargeAsync = (number, token) => new FalkorDbLargeRow(
                session, string.Create(CultureInfo.InvariantCulture, $"{match} WHERE id({element}) = {number}"), element, columns, depth).ReadAsync(token),
        };
    }
}
