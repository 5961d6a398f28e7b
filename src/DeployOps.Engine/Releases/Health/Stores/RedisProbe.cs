using System.Globalization;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>Redis and Valkey: <c>REDIS_URL</c>, or <c>REDIS_PASSWORD</c> and <c>REDIS_HOST</c> or a service.</summary>
internal sealed class RedisProbe(IRedisConnector connector) : IStoreProbe
{
    private static readonly string[] UrlKeys = ["REDIS_URL", "REDIS_URI", "VALKEY_URL"];
    private static readonly string[] Words = ["redis", "valkey", "keydb", "dragonfly"];
    private static readonly string[] Names = ["cache"];
    private static readonly string[] Others = ["memcached", "varnish", "falkor", "nginx"];

    public string Store => "redis";

    public TimeSpan LimitOf(HealthSettings settings) => settings.RedisTimeout;

    public StoreTarget? Find(StoreSurroundings surroundings)
    {
        if (surroundings.First(UrlKeys) is { } url)
        {
            return FromUrl(url.Key, url.Value, surroundings);
        }

        return surroundings.First("REDIS_PASSWORD", "REDIS_HOST") is null ? null : FromParts(surroundings);
    }

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

    private StoreTarget FromUrl(string key, string url, StoreSurroundings surroundings)
    {
        try
        {
            var address = RedisAddress.Parse(url);
            return !address.HasLogin && surroundings.Value("REDIS_PASSWORD") is { } password
                ? Target(address.WithLogin(surroundings.First("REDIS_USERNAME", "REDIS_USER")?.Value, password), $"{key} and REDIS_PASSWORD")
                : Target(address, key);
        }
        catch (RedisAddressException failure)
        {
            return new StoreTarget { Keys = key, Problem = Judge(failure, new StoreTarget { Keys = key })!.Reason };
        }
    }

    private StoreTarget FromParts(StoreSurroundings surroundings)
    {
        var keys = surroundings.Value("REDIS_PASSWORD") is null ? "REDIS_HOST" : "REDIS_PASSWORD";
        var named = surroundings.Value("REDIS_HOST");
        var host = named ?? surroundings.ServiceOf(Words, Names, Others);
        if (host is null)
        {
            return new StoreTarget { Keys = keys, Problem = $"{keys} is set, and no service looks like Redis; name it with REDIS_HOST or REDIS_URL" };
        }

        // REDIS_PORT beside a service of the stack is mostly the port on the host; inside it is the image's own.
        var port = named is not null && int.TryParse(surroundings.Value("REDIS_PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : RedisAddress.DefaultPort;
        return Target(new RedisAddress(host, port, surroundings.First("REDIS_USERNAME", "REDIS_USER")?.Value, surroundings.Value("REDIS_PASSWORD")), keys);
    }

    private StoreTarget Target(RedisAddress address, string keys) => new()
    {
        Host = address.Host,
        Port = address.Port,
        Keys = keys,
        PingAsync = async (endpoint, patience, token) =>
        {
            var options = new RedisOptions { ConnectTimeout = patience, CommandTimeout = patience, Endpoint = endpoint };
            var connection = await connector.OpenAsync(address, options, token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await StoreTarget.BestOfThreeAsync(() => connection.PingAsync(token)).ConfigureAwait(false);
            }
        },
    };
}
