namespace DeployOps.Engine.Stores.Graph;

/// <summary>
/// Where and how a transaction runs. What stays at its default is not sent. FalkorDB up to 4.16 takes the first key it is sent
/// for the name of the graph: leave all of it at the default there, and it uses the graph <c>falkordb</c>.
/// </summary>
public sealed record GraphTransaction
{
    /// <summary>To write, in the server's own database, without a limit of time.</summary>
    public static GraphTransaction Default { get; } = new();

    /// <summary>The database; null leaves the choice to the server.</summary>
    public string? Database { get; init; }

    /// <summary>Whether the transaction only reads; the server then refuses to write.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>After which time the server ends the transaction; null for the server's own limit. Whole milliseconds, at least one.</summary>
    public TimeSpan? Timeout { get; init; }
}
