namespace DeployOps.Engine.Stores.Graph;

/// <summary>A query with its parameters.</summary>
/// <param name="Text">The query in Cypher. Values belong into the parameters, since a server logs its queries.</param>
public sealed record GraphQuery(string Text)
{
    /// <summary>
    /// The values for <c>$name</c>. FalkorDB up to 4.16 puts them into the text of the query without escaping quotes, and its
    /// process ends when they take more than 4 KiB: for that server write literals, and keep a query below 64 KiB.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = new Dictionary<string, object?>();

    /// <summary>How many rows the server sends before it waits for this client to have read them; -1 for all of them at once.</summary>
    public int FetchSize { get; init; } = 2000;

    /// <summary>How the query runs outside of a transaction of its own making; without effect inside of one.</summary>
    public GraphTransaction Transaction { get; init; } = GraphTransaction.Default;

    /// <summary>Shows neither the query nor its parameters, which may hold values.</summary>
    public override string ToString() => $"query ({Text.Length} characters, {Parameters.Count} parameters, not shown)";
}
