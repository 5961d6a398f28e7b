using System.Globalization;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>
/// The seconds that a server waits before it saves for a replica without its disk, five by default, so that others can share the save. Nobody shares one with a backup, so it is 0 until the
/// save has begun. It is changed in memory only, over a connection of its own, because the one of SYNC takes no commands any more.
/// Source: redis.conf, <c>repl-diskless-sync-delay</c>.
/// </summary>
internal sealed class RedisSyncDelay
{
    private const string Name = "repl-diskless-sync-delay";
    private readonly IRedisConnection _connection;
    private readonly long _seconds;

    private RedisSyncDelay(IRedisConnection connection, long seconds) => (_connection, _seconds) = (connection, seconds);

    /// <summary>Sets it to 0.</summary>
    /// <returns>What puts it back; <see langword="null"/> when there is none, or when the user may not change it: then the server waits.</returns>
    public static async Task<RedisSyncDelay?> SkipAsync(DataStoreAccess source, StoreRun run, CancellationToken cancellationToken)
    {
        var connection = await RedisAccess.OpenAsync(source, run, cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await connection.SendAsync(["CONFIG", "GET", "repl-diskless-sync*"], cancellationToken).ConfigureAwait(false);
            var settings = answer.Items.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].Reveal(), pair => pair[1].Reveal(), StringComparer.Ordinal);
            if (settings.GetValueOrDefault("repl-diskless-sync") == "yes"
                && long.TryParse(settings.GetValueOrDefault(Name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0)
            {
                // Not to be cancelled: nobody would know whether it was done, and put it back.
                await connection.SendAsync(["CONFIG", "SET", Name, 0L], CancellationToken.None).ConfigureAwait(false);
                return new RedisSyncDelay(connection, seconds);
            }
        }
        catch (RedisRefusedException)
        {
            // Managed servers refuse CONFIG, and a backup's own user need not have the right.
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    /// <summary>Puts it back, also when everything else was stopped.</summary>
    /// <returns>What to tell the admin when that failed.</returns>
    public async Task<string?> PutBackAsync()
    {
        await using (_connection.ConfigureAwait(false))
        {
            try
            {
                await _connection.SendAsync(["CONFIG", "SET", Name, _seconds], CancellationToken.None).ConfigureAwait(false);
                return null;
            }
            catch (DeployOpsException failure)
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"The server's {Name} was {_seconds} and stands at 0 ({failure.ErrorId}); put it back with CONFIG SET {Name} {_seconds}. A restart does it too.");
            }
        }
    }
}
