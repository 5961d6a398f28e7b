namespace DeployOps.Engine.Stores.Graph;

/// <summary>Asks a graph server whether it is well: connect, log in, <c>RETURN 1</c>.</summary>
/// <param name="connector">Opens the session.</param>
/// <param name="time">The clock; the system's when null.</param>
public sealed class GraphProbe(IGraphConnector connector, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Measures once. A server that is not well is an answer, no exception.</summary>
    /// <param name="address">Where.</param>
    /// <param name="credentials">As whom; null for the login of the address.</param>
    /// <param name="timeout">For all of it together.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<GraphHealth> MeasureAsync(GraphAddress address, GraphCredentials? credentials, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        IGraphSession? session = null;
        try
        {
            using var timer = new CancellationTokenSource(timeout, _time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
            try
            {
                var options = new GraphSessionOptions { ConnectTimeout = timeout, AnswerTimeout = timeout, Time = _time };
                session = await connector.OpenAsync(address, credentials, options, both.Token).ConfigureAwait(false);
                var asked = _time.GetTimestamp();
                await AskAsync(session, address, both.Token).ConfigureAwait(false);
                return new GraphHealth
                {
                    IsAnswering = true,
                    Latency = _time.GetElapsedTime(started),
                    QueryLatency = _time.GetElapsedTime(asked),
                    ServerAgent = session.ServerAgent,
                    Version = session.Version,
                };
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new GraphTimeoutException(address, session is null ? "take a connection and a login" : "answer", timeout, exception);
            }
        }
        catch (DeployOpsException exception)
        {
            return new GraphHealth
            {
                IsAnswering = false,
                Latency = _time.GetElapsedTime(started),
                ServerAgent = session?.ServerAgent,
                Version = session?.Version,
                FailureKind = exception.Kind,
                ErrorId = exception.ErrorId,
                Reason = exception.Message,
                RecommendedAction = exception.RecommendedAction,
            };
        }
        finally
        {
            if (session is not null)
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task AskAsync(IGraphSession session, GraphAddress address, CancellationToken cancellationToken)
    {
        var query = new GraphQuery("RETURN 1") { Transaction = new GraphTransaction { Database = address.Database } };
        var answers = 0;
        await foreach (var row in session.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            answers += row is [1L] ? 1 : 0;
        }

        if (answers != 1)
        {
            throw new GraphProtocolException(address, "its answer to RETURN 1 is not 1");
        }
    }
}
