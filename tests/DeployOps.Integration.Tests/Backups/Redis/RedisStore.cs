using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Integration.Tests.Stores.Redis;

namespace DeployOps.Integration.Tests.Backups.Redis;

/// <summary>A server as backups see it, and as the tests look at it.</summary>
internal static class RedisStore
{
    public static DataStoreAccess Access(this RedisServer server, string? user = null) => new(
        new DataStore { Kind = DataStoreKind.Redis, Keys = "REDIS_URL", Redis = server.Address.WithLogin(user, RedisServer.Password) }, new StoreEndpoint("127.0.0.1", server.Port), null);

    public static Task<IRedisConnection> OpenAsync(this RedisServer server) => new RedisConnector().OpenAsync(server.Address, new RedisOptions(), CancellationToken.None);

    /// <summary>The server's own hash over all that it holds.</summary>
    public static async Task<string> DigestAsync(this IRedisConnection connection) => (await connection.SendAsync(["DEBUG", "DIGEST"], TimeSpan.FromMinutes(1), CancellationToken.None)).Reveal();
}
