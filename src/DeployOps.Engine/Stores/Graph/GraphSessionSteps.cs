using System.Runtime.CompilerServices;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Stores.Graph;

/// <summary>What is often done with a session, in one call.</summary>
public static class GraphSessionSteps
{
    /// <summary>Runs a query for what it does, and passes over its rows.</summary>
    /// <inheritdoc cref="IGraphSession.RunAsync" path="/exception"/>
    public static async Task<GraphSummary> ExecuteAsync(this IGraphSession session, GraphQuery query, CancellationToken cancellationToken)
    {
        var rows = await session.RunAsync(query, cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                // Only the summary is wanted.
            }

            return rows.Summary!;
        }
    }

    /// <summary>Runs a query and gives each row as objects.</summary>
    /// <exception cref="PackStreamFormatException">A value is malformed.</exception>
    /// <inheritdoc cref="IGraphSession.RunAsync" path="/exception"/>
    public static async IAsyncEnumerable<object?[]> QueryAsync(
        this IGraphSession session, GraphQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = await session.RunAsync(query, cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return rows.Current.ToValues();
            }
        }
    }
}
