using System.Globalization;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.DataStores.Discovery;

/// <summary>Redis and Valkey: <c>REDIS_URL</c>, or <c>REDIS_PASSWORD</c> and <c>REDIS_HOST</c> or a service.</summary>
internal static class RedisFinder
{
    private static readonly string[] UrlKeys = ["REDIS_URL", "REDIS_URI", "VALKEY_URL"];
    private static readonly string[] Words = ["redis", "valkey", "keydb", "dragonfly"];
    private static readonly string[] Names = ["cache"];
    private static readonly string[] Others = ["memcached", "varnish", "falkor", "nginx"];

    /// <inheritdoc cref="PostgresFinder.Find"/>
    public static DataStore? Find(StoreSurroundings surroundings, string? urlVariable = null)
    {
        if (urlVariable is not null)
        {
            return surroundings.Value(urlVariable) is { } named ? FromUrl(urlVariable, named, surroundings) : StoreKeys.Missing(DataStoreKind.Redis, urlVariable);
        }

        if (surroundings.First(UrlKeys) is { } url)
        {
            return FromUrl(url.Key, url.Value, surroundings);
        }

        return surroundings.First("REDIS_PASSWORD", "REDIS_HOST") is null ? null : FromParts(surroundings);
    }

    private static DataStore FromUrl(string key, string url, StoreSurroundings surroundings)
    {
        try
        {
            var address = RedisAddress.Parse(url);
            return !address.HasLogin && surroundings.Value("REDIS_PASSWORD") is { } password
                ? Store(address.WithLogin(surroundings.First("REDIS_USERNAME", "REDIS_USER")?.Value, password), $"{key} and REDIS_PASSWORD")
                : Store(address, key);
        }
        catch (RedisAddressException failure)
        {
            return StoreKeys.Unusable(DataStoreKind.Redis, key, failure.Reason);
        }
    }

    private static DataStore FromParts(StoreSurroundings surroundings)
    {
        var keys = surroundings.Value("REDIS_PASSWORD") is null ? "REDIS_HOST" : "REDIS_PASSWORD";
        var named = surroundings.Value("REDIS_HOST");
        var host = named ?? surroundings.ServiceOf(Words, Names, Others);
        if (host is null)
        {
            return new DataStore { Kind = DataStoreKind.Redis, Keys = keys, Problem = $"{keys} is set, and no service looks like Redis; name it with REDIS_HOST or REDIS_URL" };
        }

        // REDIS_PORT beside a service of the stack is mostly the port on the host; inside it is the image's own.
        var port = named is not null && int.TryParse(surroundings.Value("REDIS_PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : RedisAddress.DefaultPort;
        return Store(new RedisAddress(host, port, surroundings.First("REDIS_USERNAME", "REDIS_USER")?.Value, surroundings.Value("REDIS_PASSWORD")), keys);
    }

    private static DataStore Store(RedisAddress address, string keys) => new() { Kind = DataStoreKind.Redis, Keys = keys, Redis = address };
}
