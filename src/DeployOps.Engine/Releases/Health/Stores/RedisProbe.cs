using DeployOps.Engine.DataStores;
using DeployOps.Engine.DataStores.Discovery;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>Redis and Valkey, as <see cref="RedisFinder"/> finds them.</summary>
internal sealed class RedisProbe(IRedisConnector connector) : IStoreProbe
{
    public string Store => "redis";

    public TimeSpan LimitOf(HealthSettings settings) => settings.RedisTimeout;

    public StoreTarget? Find(StoreSurroundings surroundings) => RedisFinder.Find(surroundings) is { } store ? StoreTarget.Of(store, Ping(store.Redis)) : null;

    public StoreJudgement? Judge(DeployOpsException failure, StoreTarget target) => StoreReasons.OfRedis(failure, target.Keys) is { } reason
        ? new(failure is RedisTlsException or RedisRefusedException { Code: "NOPERM", Command: "PING" } ? HealthLevel.Unknown : HealthLevel.Unhealthy, reason)
        : null;

    private StoreTarget.Ping? Ping(RedisAddress? address) => address is null ? null : async (endpoint, patience, token) =>
    {
        var options = new RedisOptions { ConnectTimeout = patience, CommandTimeout = patience, Endpoint = endpoint };
        var connection = await connector.OpenAsync(address, options, token).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await StoreTarget.BestOfThreeAsync(() => connection.PingAsync(token)).ConfigureAwait(false);
        }
    };
}
