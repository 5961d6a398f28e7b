using DeployOps.Engine.DataStores;
using DeployOps.Engine.DataStores.Discovery;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>PostgreSQL, as <see cref="PostgresFinder"/> finds it.</summary>
internal sealed class PostgresProbe(IPostgresConnector connector) : IStoreProbe
{
    public string Store => "postgresql";

    public TimeSpan LimitOf(HealthSettings settings) => settings.PostgresTimeout;

    public StoreTarget? Find(StoreSurroundings surroundings) => PostgresFinder.Find(surroundings) is { } store ? StoreTarget.Of(store, Ping(store.Postgres)) : null;

    public StoreJudgement? Judge(DeployOpsException failure, StoreTarget target) => StoreReasons.OfPostgres(failure, target.Keys) is { } reason
        ? new(failure is PostgresTlsException ? HealthLevel.Unknown : HealthLevel.Unhealthy, reason)
        : null;

    private StoreTarget.Ping? Ping(PostgresAddress? address) => address is null ? null : async (endpoint, patience, token) =>
    {
        var options = new PostgresOptions { ConnectTimeout = patience, CommandTimeout = patience, Endpoint = endpoint };
        var session = await connector.OpenAsync(address, options, token).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await StoreTarget.BestOfThreeAsync(() => session.PingAsync(token)).ConfigureAwait(false);
        }
    };
}
