using System.Globalization;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>Connections to the server of a store, and its clock.</summary>
internal static class RedisAccess
{
    private static readonly TimeSpan LongestCommand = TimeSpan.FromSeconds(60);

    /// <summary>Connects and logs in.</summary>
    public static Task<IRedisConnection> OpenAsync(DataStoreAccess access, StoreRun run, CancellationToken cancellationToken) =>
        new RedisConnector().OpenAsync(access.Store.Redis!, new RedisOptions { Endpoint = access.Endpoint, CommandTimeout = LongestCommand, Time = run.Time }, cancellationToken);

    /// <summary>The server's clock.</summary>
    public static async Task<DateTimeOffset> TimeAsync(IRedisConnection connection, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(["TIME"], cancellationToken).ConfigureAwait(false);
        return DateTimeOffset.FromUnixTimeSeconds(Number(answer.Items[0])).AddMicroseconds(Number(answer.Items[1]));
    }

    private static long Number(RedisValue value) => long.Parse(value.Reveal(), CultureInfo.InvariantCulture);
}
