using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;

namespace DeployOps.Engine.Backups.Stores.Graph;

/// <summary>A session with a graph server whose kind is known.</summary>
/// <param name="Session">The session.</param>
/// <param name="Dialect">What kind of server it is.</param>
/// <param name="Run">What else there is.</param>
internal sealed record GraphVisit(IGraphSession Session, IGraphDialect Dialect, StoreRun Run)
{
    /// <summary>FalkorDB and Neo4j gather much before the first row: a query over a large graph is not to fail for that.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(20);

    /// <summary>Opens a session, does something with it within the limit of time, and closes it.</summary>
    public static async Task<T> RunAsync<T>(
        string what, DataStoreAccess access, StoreRun run, TimeProvider time, Func<GraphVisit, CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        var address = access.Store.Graph ?? throw new ArgumentException("The store is no graph or has no address.", nameof(access));
        return await WithinAsync(what, run, time, async token =>
        {
            var options = new GraphSessionOptions { AnswerTimeout = run.Timeout < LongestAnswer ? run.Timeout : LongestAnswer, Endpoint = access.Endpoint, Time = time };
            Task<IGraphSession> ConnectAsync(CancellationToken stop) => new BoltConnector().OpenAsync(address, null, options, stop);
            var session = await ConnectAsync(token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var dialect = await GraphDialects.OfAsync(session, address.Database, ConnectAsync, token).ConfigureAwait(false);
                return await act(new GraphVisit(session, dialect, run), token).ConfigureAwait(false);
            }
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does something within the limit of time.</summary>
    /// <exception cref="GraphBackupTimeoutException">It was not done in time.</exception>
    public static async Task<T> WithinAsync<T>(string what, StoreRun run, TimeProvider time, Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(run.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await act(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new GraphBackupTimeoutException(what, run.Timeout, exception);
        }
    }
}
