using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>Finds out what kind of server answers, by what it knows: FalkorDB calls itself Neo4j.</summary>
internal static class GraphDialects
{
    /// <param name="session">A session with it.</param>
    /// <param name="database">The database that is wanted.</param>
    /// <param name="connect">Opens another session; <see langword="null"/> when one has to do.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="GraphServerUnknownException">It is of no known kind.</exception>
    /// <exception cref="GraphDatabaseOutOfReachException">It is FalkorDB, and a database is wanted that its Bolt does not reach.</exception>
    public static async Task<IGraphDialect> OfAsync(
        IGraphSession session, string? database, Func<CancellationToken, Task<IGraphSession>>? connect, CancellationToken cancellationToken)
    {
        if (await TryAsync(session, "CALL dbms.components() YIELD name, versions RETURN name, versions", cancellationToken).ConfigureAwait(false) is { } components
            && components.Find(row => row.Text("name").StartsWith("Neo4j Kernel", StringComparison.Ordinal)) is { } kernel)
        {
            return new Neo4jDialect(kernel.Texts("versions") is [var version, ..] ? version : "unknown", database);
        }

        if (await TryAsync(session, "CALL dbms.procedures() YIELD name RETURN name", cancellationToken).ConfigureAwait(false) is { } procedures
            && procedures.Exists(row => row.Text("name") == "db.idx.fulltext.createNodeIndex")
            && procedures.Exists(row => row.Text("name") == "db.constraints"))
        {
            // Over Bolt it reaches this one graph, whatever is named: another would be backed up, or emptied, than the one that was meant.
            return database is null or FalkorDbDialect.GraphName ? new FalkorDbDialect(session.ServerAgent, connect) : throw new GraphDatabaseOutOfReachException();
        }

        throw new GraphServerUnknownException(session.ServerAgent);
    }

    /// <summary>No database is named: FalkorDB would take it for the name of a graph and make that graph.</summary>
    private static async Task<List<Dictionary<string, object?>>?> TryAsync(IGraphSession session, string query, CancellationToken cancellationToken)
    {
        try
        {
            return await session.RowsAsync(GraphTransaction.Default, query, cancellationToken).ConfigureAwait(false);
        }
        catch (GraphQueryException exception) when (exception.IsSessionUsable)
        {
            return null;
        }
    }
}
