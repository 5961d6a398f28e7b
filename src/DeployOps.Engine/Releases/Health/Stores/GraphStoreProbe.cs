using System.Diagnostics;
using DeployOps.Engine.DataStores.Discovery;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>Neo4j and what speaks Bolt like it, as <see cref="GraphFinder"/> finds it.</summary>
internal sealed class GraphStoreProbe(IGraphConnector connector) : IStoreProbe
{
    public string Store => "neo4j";

    public TimeSpan LimitOf(HealthSettings settings) => settings.GraphTimeout;

    public StoreTarget? Find(StoreSurroundings surroundings) => GraphFinder.Find(surroundings) is { } store ? StoreTarget.Of(store, Ping(store.Graph)) : null;

    public StoreJudgement? Judge(DeployOpsException failure, StoreTarget target) => failure switch
    {
        GraphAddressException address => new(HealthLevel.Unknown, $"{target.Keys} cannot be used: {address.Reason}"),
        GraphLoginRefusedException refused => new(HealthLevel.Unhealthy, $"it refuses the login ({refused.Code}); look at {target.Keys}"),
        GraphQueryException refused => new(HealthLevel.Unhealthy, $"it refuses a query ({refused.Code})"),
        GraphTimeoutException late => new(HealthLevel.Unhealthy, $"it did not answer within {late.Limit.TotalSeconds:0.###} s"),
        GraphServerUnreachableException away => new(HealthLevel.Unhealthy, away.Reason),
        GraphTlsException => new(HealthLevel.Unknown, $"TLS failed from here: its certificate is not trusted on this machine or for this way, or the port has no TLS; look at {target.Keys}"),
        GraphConnectionLostException => new(HealthLevel.Unhealthy, "it hung up before it answered"),
        GraphProtocolException => new(HealthLevel.Unhealthy, "what answers there does not speak Bolt"),
        _ => null,
    };

    private StoreTarget.Ping? Ping(GraphAddress? address) => address is null ? null : async (endpoint, patience, token) =>
    {
        var options = new GraphSessionOptions { ConnectTimeout = patience, AnswerTimeout = patience };
        var session = await connector.OpenAsync(At(address, endpoint), address.Credentials, options, token).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await StoreTarget.BestOfThreeAsync(() => PingAsync(session, address.Database, token)).ConfigureAwait(false);
        }
    };

    private static GraphAddress At(GraphAddress address, StoreEndpoint endpoint) =>
        new(address.Scheme, endpoint.Host, endpoint.Port, address.Transport, address.Database, address.Credentials);

    private static async Task<TimeSpan> PingAsync(IGraphSession session, string? database, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await session.ExecuteAsync(new GraphQuery("RETURN 1") { Transaction = new GraphTransaction { Database = database } }, cancellationToken).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(started);
    }
}
