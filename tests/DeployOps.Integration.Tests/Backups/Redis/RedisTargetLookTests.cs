using DeployOps.Engine;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Redis;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stores.Redis;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Redis;

/// <summary>What is asked of a server before a restore, and what happens when somebody writes to it meanwhile.</summary>
public sealed class RedisTargetLookTests
{
    private static readonly StoreRestoration Replace = new(true, "rdb");
    private readonly RedisBackup _redis = new(new BackupRedisSettings());
    private readonly StoreRun _run = new();

    [RedisFact]
    public async Task It_changes_nothing_and_says_who_is_connected_and_which_databases_go_too()
    {
        await using var target = await RedisServer.StartAsync();
        await using var connection = await target.OpenAsync();
        var set = await SetAsync(connection);
        await connection.SendAllAsync([["SET", "here", "1"], ["SELECT", 3L], ["SET", "there", "1"], ["SET", "there too", "1"], ["SELECT", 0L]], null, CancellationToken.None);
        var before = await connection.DigestAsync();

        var notes = await _redis.DemandRestorableAsync(target.Access(), set, Replace, _run, CancellationToken.None);

        Assert.Equal(before, await connection.DigestAsync());
        Assert.Equal(2, (await connection.SendAsync(["DBSIZE"], CancellationToken.None)).Number);
        Assert.Equal(2, notes.Count);
        Assert.Contains("not only database 0, which REDIS_URL names: what is in the database(s) 3 (2 keys) goes, too", notes[0], StringComparison.Ordinal);
        Assert.StartsWith("1 other client(s) are connected", notes[1], StringComparison.Ordinal);
    }

    [RedisFact]
    public async Task A_user_without_a_right_a_replica_and_a_server_that_takes_no_writes_are_named_and_keep_their_keys()
    {
        await using var target = await RedisServer.StartAsync();
        await using var connection = await target.OpenAsync();
        var set = await SetAsync(connection);
        foreach (var (user, rights, word) in new[] { ("noflush", "-flushall", "FLUSHALL (NOPERM)"), ("norestore", "-restore", "RESTORE (NOPERM)") })
        {
            await connection.SendAsync(["ACL", "SETUSER", user, "on", ">" + RedisServer.Password, "~*", "&*", "+@all", rights], CancellationToken.None);
            Assert.Contains(word, (await RefusedAsync(target.Access(user))).Message, StringComparison.Ordinal);
        }

        await connection.SendAllAsync([["CONFIG", "SET", "min-replicas-to-write", "1"]], null, CancellationToken.None);
        Assert.Contains("NOREPLICAS", (await RefusedAsync(target.Access())).Message, StringComparison.Ordinal);
        await connection.SendAllAsync([["CONFIG", "SET", "min-replicas-to-write", "0"]], null, CancellationToken.None);
        Assert.Equal(1, (await connection.SendAsync(["EXISTS", "key"], CancellationToken.None)).Number);
        await _redis.DemandRestorableAsync(target.Access(), set, Replace, _run, CancellationToken.None);
        await connection.SendAsync(["REPLICAOF", "127.0.0.1", "1"], CancellationToken.None);
        Assert.Contains("replica", (await RefusedAsync(target.Access())).Message, StringComparison.Ordinal);

        Task<RedisNotReadyException> RefusedAsync(Engine.DataStores.DataStoreAccess access) =>
            Assert.ThrowsAsync<RedisNotReadyException>(() => _redis.DemandRestorableAsync(access, set, Replace, _run, CancellationToken.None));
    }

    [RedisFact]
    public async Task A_client_that_writes_meanwhile_does_not_leave_it_half_full_and_the_difference_is_named()
    {
        await using var target = await RedisServer.StartAsync();
        await using var connection = await target.OpenAsync();
        await using var other = await target.OpenAsync();
        await connection.SendAsync(["DEBUG", "POPULATE", 60_000, "key", 100], TimeSpan.FromMinutes(1), CancellationToken.None);
        var set = new MemorySet();
        await _redis.DumpAsync(target.Access(), set, _run, CancellationToken.None);
        var hasWritten = false;

        // The keys of the dump come in batches: between two of them a client writes one that was restored, one that is yet to come, and one of its own.
        var run = _run with
        {
            OnProgress = line =>
            {
                if (!hasWritten && line.EndsWith(" keys", StringComparison.Ordinal))
                {
                    hasWritten = true;
                    other.SendAllAsync([.. Enumerable.Range(0, 60_000).Where(number => number % 7 == 0).Select(number => (IReadOnlyList<RedisArgument>)["SET", $"key:{number}", "written"]), ["SET", "of its own", "x"]], TimeSpan.FromMinutes(1), CancellationToken.None).GetAwaiter().GetResult();
                }
            },
        };
        var failure = await Assert.ThrowsAnyAsync<DeployOpsException>(() => _redis.RestoreAsync(target.Access(), set, Replace, run, CancellationToken.None));

        Assert.True(hasWritten);
        Assert.Equal("RedisWrittenWhileRestoring", failure.ErrorId);
        Assert.Contains("key 0 string: 60000 in the dump, 60001 in the server", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("of its own", failure.Message, StringComparison.Ordinal);
        Assert.Equal(60_001, (await connection.SendAsync(["DBSIZE"], CancellationToken.None)).Number);
        await _redis.RestoreAsync(target.Access(), set, Replace, _run, CancellationToken.None);
        Assert.Equal(60_000, (await connection.SendAsync(["DBSIZE"], CancellationToken.None)).Number);
    }

    private async Task<MemorySet> SetAsync(IRedisConnection connection)
    {
        await using var source = await RedisServer.StartAsync();
        await connection.SendAsync(["SET", "key", "value"], CancellationToken.None);
        await using var filled = await source.OpenAsync();
        await filled.SendAsync(["SET", "key", "of the dump"], CancellationToken.None);
        var set = new MemorySet();
        await _redis.DumpAsync(source.Access(), set, _run, CancellationToken.None);
        return set;
    }
}
