namespace DeployOps.Engine.Stores.Graph;

/// <summary>
/// A connection to a graph server that is logged in. One caller at a time, one result at a time. A cancelled call closes the
/// connection; a query that the server refuses does not.
/// </summary>
public interface IGraphSession : IAsyncDisposable
{
    /// <summary>What the server calls itself, such as <c>Neo4j/5.26.0</c>; other products imitate it.</summary>
    string ServerAgent { get; }

    /// <summary>The version of the protocol that was agreed on.</summary>
    BoltVersion Version { get; }

    /// <summary>The server's name for this connection, as its log shows it; null when it gives none.</summary>
    string? ConnectionId { get; }

    /// <summary>Whether the next call has a connection.</summary>
    bool IsUsable { get; }

    /// <summary>Whether a transaction is open.</summary>
    bool IsInTransaction { get; }

    /// <summary>Runs a query and gives its rows as they come. Read them to the end or dispose of them before the next call.</summary>
    /// <exception cref="GraphQueryException">The server refuses it; the session is usable again, without its transaction.</exception>
    /// <exception cref="GraphTimeoutException">The server did not answer in time; the session is closed.</exception>
    /// <exception cref="GraphConnectionLostException">The server hung up; the session is closed.</exception>
    /// <exception cref="GraphProtocolException">The answer is none of Bolt's; the session is closed.</exception>
    Task<IGraphRows> RunAsync(GraphQuery query, CancellationToken cancellationToken);

    /// <summary>Begins a transaction.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    Task BeginAsync(GraphTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Commits the transaction.</summary>
    /// <returns>The bookmark of the state after it; null when the server gives none.</returns>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    Task<string?> CommitAsync(CancellationToken cancellationToken);

    /// <summary>Rolls the transaction back.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    Task RollbackAsync(CancellationToken cancellationToken);

    /// <summary>Logs off and logs in with other credentials; Bolt 5.1 or later.</summary>
    /// <exception cref="GraphLoginRefusedException">The server refuses the login; the session is closed.</exception>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    Task LogOnAgainAsync(GraphCredentials credentials, CancellationToken cancellationToken);

    /// <summary>Stops whatever runs on this connection, rolls back, and makes it as good as new.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    Task ResetAsync(CancellationToken cancellationToken);
}
