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

    public StoreJudgement? Judge(DeployOpsException failure, StoreTarget target) => failure switch
    {
        RedisAddressException address => new(HealthLevel.Unknown, $"{target.Keys} cannot be used: {address.Reason}"),
        RedisLoginRefusedException refused => new(HealthLevel.Unhealthy, $"it refuses the login ({refused.Code}); look at {target.Keys}"),
        RedisRefusedException { Code: "NOAUTH" } => new(HealthLevel.Unhealthy, $"it wants a login (NOAUTH); look at {target.Keys}"),
        RedisRefusedException { Code: "NOPERM", Command: "PING" } => new(HealthLevel.Unknown, $"the user may not PING (NOPERM); look at {target.Keys}"),
        RedisRefusedException { Code: "LOADING" } => new(HealthLevel.Unhealthy, "it still reads its data from disk (LOADING)"),
        RedisRefusedException refused => new(HealthLevel.Unhealthy, $"it refuses {refused.Command} ({refused.Code})"),
        RedisTimeoutException late => new(HealthLevel.Unhealthy, $"it did not answer within {late.Limit.TotalSeconds:0.###} s"),
        RedisUnreachableException away => new(HealthLevel.Unhealthy, away.Reason),
        RedisTlsException => new(HealthLevel.Unknown, $"TLS failed from here: its certificate is not trusted on this machine, or the port has no TLS; look at {target.Keys}"),
        RedisConnectionLostException => new(HealthLevel.Unhealthy, "it hung up before it answered"),
        RedisProtocolException => new(HealthLevel.Unhealthy, "what answers there is no Redis"),
        _ => null,
    };

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
