using DeployOps.Engine;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Redis;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stores.Redis;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Redis;

public sealed class RedisBackupTests
{
    private readonly RedisBackup _redis = new(new BackupRedisSettings());
    private readonly StoreRun _run = new();

    [RedisFact]
    public async Task Everything_comes_back_by_either_framing_and_the_servers_own_digest_agrees()
    {
        await using var source = await RedisServer.StartAsync();
        await using var connection = await source.OpenAsync();
        await RedisContentMaker.FillAsync(connection);
        StoreDump? first = null;
        foreach (var diskless in new[] { "yes", "no" })
        {
            await connection.SendAsync(["CONFIG", "SET", "repl-diskless-sync", diskless], CancellationToken.None);
            var set = new MemorySet();
            var dump = await _redis.DumpAsync(source.Access(), set, _run, CancellationToken.None);
            Assert.Equal((first ?? dump).Content.Counts, dump.Content.Counts);
            first = dump;
            Assert.Contains(dump.Content.Counts, count => count is { Kind: "key", Name: "0 stream", Count: 3 });
            Assert.Contains(dump.Content.Counts, count => count is { Kind: "key", Name: "15 hash", Count: 1 });
            Assert.Contains(dump.Content.Counts, count => count is { Kind: "function library", Count: 1 });
            Assert.Contains(dump.Notes, note => note.Contains("expire", StringComparison.Ordinal));

            var read = await _redis.ReadAsync(set, dump.Format, null, _run, CancellationToken.None);
            Assert.Equal(dump.Content.Counts, read.Counts);
            Assert.Equal(read, await _redis.ContentAsync(source.Access(), withHash: true, _run, CancellationToken.None), SameContent);

            await using var target = await RedisServer.StartAsync();
            Assert.True((await _redis.EstimateAsync(target.Access(), _run, CancellationToken.None)).IsEmpty);
            Assert.Equal(read, await _redis.RestoreAsync(target.Access(), set, new StoreRestoration(false, dump.Format), _run, CancellationToken.None), SameContent);

            await using var other = await target.OpenAsync();
            await connection.SendAsync(["SELECT", 0], CancellationToken.None);
            await connection.SendAsync(["DEL", "expires soon"], CancellationToken.None);
            await other.SendAsync(["DEL", "expires soon"], CancellationToken.None);
            Assert.Equal(await connection.DigestAsync(), await other.DigestAsync());
            Assert.InRange((await other.SendAsync(["TTL", "expires late"], CancellationToken.None)).Number, 86300, 86400);
            Assert.Equal(42, (await other.SendAsync(["FCALL", "answer", 0], CancellationToken.None)).Number);
            Assert.Equal("connected_slaves:0", Assert.Single((await connection.SendAsync(["INFO", "replication"], CancellationToken.None)).Reveal().Split("\r\n"), line => line.StartsWith("connected_slaves", StringComparison.Ordinal)));
        }
    }

    [RedisFact]
    public async Task A_server_that_holds_keys_is_left_alone_unless_they_are_to_go()
    {
        await using var source = await RedisServer.StartAsync();
        await using var target = await RedisServer.StartAsync();
        await using var connection = await source.OpenAsync();
        await using var other = await target.OpenAsync();
        await connection.SendAsync(["SET", "key", "value"], CancellationToken.None);
        await other.SendAsync(["SET", "precious", "value"], CancellationToken.None);
        var set = new MemorySet();
        await _redis.DumpAsync(source.Access(), set, _run, CancellationToken.None);
        await Assert.ThrowsAsync<RedisNotEmptyException>(() => _redis.RestoreAsync(target.Access(), set, new StoreRestoration(false, "rdb"), _run, CancellationToken.None));

        // Nor is it emptied for a file that is damaged.
        set.Files["redis.rdb"][20] ^= 1;
        await Assert.ThrowsAnyAsync<DeployOpsException>(() => _redis.RestoreAsync(target.Access(), set, new StoreRestoration(true, "rdb"), _run, CancellationToken.None));
        Assert.Equal("value", (await other.SendAsync(["GET", "precious"], CancellationToken.None)).Reveal());

        set.Files["redis.rdb"][20] ^= 1;
        await _redis.RestoreAsync(target.Access(), set, new StoreRestoration(true, "rdb"), _run, CancellationToken.None);
        Assert.Equal(await connection.DigestAsync(), await other.DigestAsync());
    }

    [RedisFact]
    public async Task No_damaged_file_is_taken()
    {
        await using var source = await RedisServer.StartAsync();
        await using var connection = await source.OpenAsync();
        await connection.SendAllAsync([["SET", "a", "1"], ["RPUSH", "l", "1", "x"], ["ZADD", "z", "1.5", "m"], ["HSET", "h", "f", "v"], ["XADD", "s", "1-1", "f", "v"], ["SADD", "i", "1", "2"]], null, CancellationToken.None);
        var set = new MemorySet();
        await _redis.DumpAsync(source.Access(), set, _run, CancellationToken.None);
        var whole = set.Files["redis.rdb"];
        async Task RefusedAsync(byte[] bytes)
        {
            set.Files["redis.rdb"] = bytes;
            await Assert.ThrowsAnyAsync<DeployOpsException>(() => _redis.ReadAsync(set, "rdb", null, _run, CancellationToken.None));
        }

        for (var length = 0; length < whole.Length; length++)
        {
            await RefusedAsync(whole[..length]);
        }

        var random = new Random(4);
        for (var round = 0; round < 1000; round++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            await RefusedAsync(damaged);
        }

        await RefusedAsync([.. whole, 0]);
        await RefusedAsync("PGDMP and more"u8.ToArray());
        set.Files["redis.rdb"] = whole;
        await _redis.ReadAsync(set, "rdb", null, _run, CancellationToken.None);
    }

    [RedisFact]
    public async Task A_user_without_the_right_a_wrong_password_and_a_replica_are_named()
    {
        await using var source = await RedisServer.StartAsync();
        await using var connection = await source.OpenAsync();
        await connection.SendAsync(["ACL", "SETUSER", "backup", "on", ">" + RedisServer.Password, "+info", "+time", "+replconf", "+sync", "+function|list"], CancellationToken.None);
        await connection.SendAsync(["ACL", "SETUSER", "reader", "on", ">" + RedisServer.Password, "~*", "+@read", "+info", "+time"], CancellationToken.None);
        await connection.SendAsync(["SET", "key", "value"], CancellationToken.None);
        await _redis.DumpAsync(source.Access("backup"), new MemorySet(), _run, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<RedisDumpFailedException>(() => _redis.DumpAsync(source.Access("reader"), new MemorySet(), _run, CancellationToken.None));
        Assert.Contains("NOPERM", refused.Message, StringComparison.Ordinal);
        Assert.Contains("+sync", refused.RecommendedAction, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RedisLoginRefusedException>(() => _redis.DumpAsync(source.Access("nobody"), new MemorySet(), _run, CancellationToken.None));

        await using var replica = await RedisServer.StartAsync();
        await using var other = await replica.OpenAsync();
        await other.SendAsync(["REPLICAOF", "127.0.0.1", "1"], CancellationToken.None);
        Assert.Contains("replica", (await Assert.ThrowsAsync<RedisNotReadyException>(() => _redis.DumpAsync(replica.Access(), new MemorySet(), _run, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [RedisFact]
    public async Task A_server_that_is_stopped_in_the_middle_gives_no_dump_and_one_that_saves_is_waited_for()
    {
        await using var source = await RedisServer.StartAsync();
        await using var connection = await source.OpenAsync();
        await connection.SendAsync(["DEBUG", "POPULATE", 100_000, "key", 400], TimeSpan.FromMinutes(1), CancellationToken.None);
        await connection.SendAsync(["CONFIG", "SET", "rdb-key-save-delay", "20"], CancellationToken.None);
        await connection.SendAsync(["BGSAVE"], CancellationToken.None);
        var said = new List<string>();
        await _redis.ContentAsync(source.Access(), withHash: false, _run with { OnProgress = said.Add }, CancellationToken.None);
        Assert.Contains(said, line => line.Contains("saving", StringComparison.Ordinal));

        await connection.SendAsync(["CONFIG", "SET", "rdb-key-save-delay", "100"], CancellationToken.None);
        var dumping = _redis.DumpAsync(source.Access(), new MemorySet(), _run, CancellationToken.None);
        await Task.Delay(1500);
        Assert.False(dumping.IsCompleted);
        await source.StopAsync();
        await Assert.ThrowsAsync<RedisDumpFailedException>(() => dumping);
    }

    [RedisFact]
    public async Task A_restore_that_is_cancelled_or_refused_memory_says_what_is_left()
    {
        await using var source = await RedisServer.StartAsync();
        await using var target = await RedisServer.StartAsync();
        await using var connection = await source.OpenAsync();
        await using var other = await target.OpenAsync();
        await connection.SendAsync(["DEBUG", "POPULATE", 100_000, "key", 300], TimeSpan.FromMinutes(1), CancellationToken.None);
        var set = new MemorySet();
        await _redis.DumpAsync(source.Access(), set, _run, CancellationToken.None);
        await other.SendAsync(["CONFIG", "SET", "maxmemory", "10mb"], CancellationToken.None);
        var failure = await Assert.ThrowsAsync<RedisRestoreFailedException>(() => _redis.RestoreAsync(target.Access(), set, new StoreRestoration(false, "rdb"), _run, CancellationToken.None));
        Assert.Contains("OOM", failure.Message, StringComparison.Ordinal);

        await other.SendAsync(["CONFIG", "SET", "maxmemory", "0"], CancellationToken.None);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _redis.RestoreAsync(target.Access(), set, new StoreRestoration(true, "rdb"), _run with { OnProgress = _ => stop.Cancel() }, stop.Token));
        await _redis.RestoreAsync(target.Access(), set, new StoreRestoration(true, "rdb"), _run, CancellationToken.None);
        Assert.Equal(await connection.DigestAsync(), await other.DigestAsync());
    }

    private static bool SameContent(DeployOps.Engine.Backups.Sets.StoreContent one, DeployOps.Engine.Backups.Sets.StoreContent other) => one.Hash == other.Hash && one.Counts.SequenceEqual(other.Counts);
}
