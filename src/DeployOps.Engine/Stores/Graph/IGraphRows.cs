namespace DeployOps.Engine.Stores.Graph;

/// <summary>
/// The rows of a query, as they come. Only the rows of one fetch are on their way at a time, and one row is in memory.
/// Disposing of it before the end lets the server finish the query without sending the rest.
/// </summary>
public interface IGraphRows : IAsyncDisposable
{
    /// <summary>The names of the columns.</summary>
    IReadOnlyList<string> Fields { get; }

    /// <summary>The row that was read last. It is valid until the next call of <see cref="ReadAsync"/>.</summary>
    GraphRow Current { get; }

    /// <summary>What the server says at the end; null before that.</summary>
    GraphSummary? Summary { get; }

    /// <summary>Reads the next row into <see cref="Current"/>.</summary>
    /// <returns>False at the end.</returns>
    /// <inheritdoc cref="IGraphSession.RunAsync" path="/exception"/>
    ValueTask<bool> ReadAsync(CancellationToken cancellationToken);
}
