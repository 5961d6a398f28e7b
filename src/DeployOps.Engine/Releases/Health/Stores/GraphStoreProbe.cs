using System.Diagnostics;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.DataStores.Discovery;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>Neo4j and what speaks Bolt like it, as <see cref="GraphFinder"/> finds it.</summary>
internal sealed class GraphStoreProbe(IGraphConnector connector) : IStoreProbe
{
    public string Store => "neo4j";

    public TimeSpan LimitOf(HealthSettings settings) => settings.GraphTimeout;

    public StoreTarget? Find(StoreSurroundings surroundings) => GraphFinder.Find(surroundings) is { } store ? StoreTarget.Of(store, Ping(store.Graph)) : null;

    public StoreJudgement? Judge(DeployOpsException failure, StoreTarget target) => StoreReasons.OfGraph(failure, target.Keys) is { } reason
        ? new(failure is GraphTlsException ? HealthLevel.Unknown : HealthLevel.Unhealthy, reason)
        : null;

    private StoreTarget.Ping? Ping(GraphAddress? address) => address is null ? null : async (endpoint, patience, token) =>
    {
        var options = new GraphSessionOptions { ConnectTimeout = patience, AnswerTimeout = patience, Endpoint = endpoint };
        var session = await connector.OpenAsync(address, address.Credentials, options, token).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await StoreTarget.BestOfThreeAsync(() => PingAsync(session, address.Database, token)).ConfigureAwait(false);
        }
    };

    private static async Task<TimeSpan> PingAsync(IGraphSession session, string? database, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await session.ExecuteAsync(new GraphQuery("RETURN 1") { Transaction = new GraphTransaction { Database = database } }, cancellationToken).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(started);
    }
}
