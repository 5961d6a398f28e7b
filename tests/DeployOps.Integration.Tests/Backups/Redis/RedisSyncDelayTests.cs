using System.Diagnostics;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Redis;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stores.Redis;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Redis;

/// <summary>A server that waits for more replicas, as every server does by default.</summary>
public sealed class RedisSyncDelayTests
{
    private const int Delay = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [RedisFact]
    public async Task A_backup_does_not_wait_and_the_server_is_as_it_was_afterwards()
    {
        await using var server = await StartAsync();
        await using var connection = await server.OpenAsync();
        var watch = Stopwatch.StartNew();
        var dump = await Redis().DumpAsync(server.Access(), new MemorySet(), new StoreRun(), CancellationToken.None);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Patience);
        Assert.DoesNotContain(dump.Notes, note => note.Contains("delay", StringComparison.Ordinal));
        Assert.Equal(Delay, await DelayAsync(connection));
    }

    [RedisFact]
    public async Task A_backup_that_is_stopped_in_the_middle_leaves_the_server_as_it_was()
    {
        await using var server = await StartAsync();
        await using var connection = await server.OpenAsync();
        await connection.SendAsync(["CONFIG", "SET", "rdb-key-save-delay", "5000"], CancellationToken.None);

        // The change lasts for milliseconds, which a busy machine may look past: then it is stopped later, and once more.
        var wasSeen = false;
        for (var attempt = 0; attempt < 20 && !wasSeen; attempt++)
        {
            using var stop = new CancellationTokenSource();
            var dumping = Redis().DumpAsync(server.Access(), new MemorySet(), new StoreRun(), stop.Token);
            var watch = Stopwatch.StartNew();
            while (!wasSeen && watch.Elapsed < TimeSpan.FromSeconds(3) && !dumping.IsCompleted)
            {
                wasSeen = await DelayAsync(connection) != Delay;
            }

            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => dumping);
            Assert.Equal(Delay, await DelayAsync(connection));
        }

        Assert.True(wasSeen, "the delay was never seen to be another");
    }

    [RedisFact]
    public async Task A_user_who_may_not_change_it_or_a_setting_that_forbids_it_waits()
    {
        await using var server = await StartAsync();
        await using var connection = await server.OpenAsync();
        await connection.SendAsync(["CONFIG", "SET", "repl-diskless-sync-delay", 2], CancellationToken.None);
        await connection.SendAsync(["ACL", "SETUSER", "backup", "on", ">" + RedisServer.Password, "+info", "+time", "+replconf", "+sync"], CancellationToken.None);
        var before = await ChangesAsync(connection);
        await Redis().DumpAsync(server.Access("backup"), new MemorySet(), new StoreRun(), CancellationToken.None);
        await Redis(skipSyncDelay: false).DumpAsync(server.Access(), new MemorySet(), new StoreRun(), CancellationToken.None);
        Assert.Equal(before, await ChangesAsync(connection));
        await Redis().DumpAsync(server.Access(), new MemorySet(), new StoreRun(), CancellationToken.None);
        Assert.Equal(before + 2, await ChangesAsync(connection));
    }

    private static async Task<RedisServer> StartAsync()
    {
        var server = await RedisServer.StartAsync();
        await using var connection = await server.OpenAsync();
        await connection.SendAllAsync([["CONFIG", "SET", "repl-diskless-sync-delay", Delay], ["DEBUG", "POPULATE", 20_000, "key", 100]], TimeSpan.FromMinutes(1), CancellationToken.None);
        return server;
    }

    private static async Task<long> DelayAsync(IRedisConnection connection) =>
        long.Parse((await connection.SendAsync(["CONFIG", "GET", "repl-diskless-sync-delay"], CancellationToken.None)).Items[1].Reveal(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How often the configuration was changed.</summary>
    private static async Task<long> ChangesAsync(IRedisConnection connection)
    {
        var line = (await connection.SendAsync(["INFO", "commandstats"], CancellationToken.None)).Reveal().Split("\r\n").First(line => line.StartsWith("cmdstat_config|set:", StringComparison.Ordinal));
        return long.Parse(line.Split("calls=")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static RedisBackup Redis(bool skipSyncDelay = true) => new(new BackupRedisSettings { SkipSyncDelay = skipSyncDelay });
}
