using DeployOps.Engine.DataStores;
using DeployOps.Engine.DataStores.Testing;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stores.Redis;
using Xunit;

namespace DeployOps.Integration.Tests.DataStores;

public sealed class RedisTrialTests
{
    private const string Other = "0ther-n0t-sh0wn";

    [RedisFact]
    public async Task A_Redis_keeps_expires_and_publishes_and_nothing_is_left()
    {
        await using var server = await RedisServer.StartAsync();
        using var project = new StoreProject(Line(server));
        var told = new List<DataStoreTestStep>();
        var report = await project.Operation.RunAsync(new DataStoreTestOptions { OnStep = told.Add }, CancellationToken.None);
        Assert.True(report.Passed, string.Join('\n', report.Steps));
        Assert.Equal((0, ""), (report.ExitCode, report.NextAction));
        Assert.Equal(["ping", "write", "read", "delete", "expiry", "publish"], report.Steps.Select(step => step.Step));
        Assert.Equal(report.Steps, told);
        Assert.All(report.Steps, step => Assert.True(step.Median > TimeSpan.Zero && step.Percentile95 >= step.Median));
        Assert.Contains("limit 300 ms", report.Steps[0].Detail, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandAsync(server, "DBSIZE")).Number);
    }

    [RedisFact]
    public async Task Only_a_ping_writes_nothing()
    {
        await using var server = await RedisServer.StartAsync();
        await CommandAsync(server, "REPLICAOF", "127.0.0.1", "1");
        using var project = new StoreProject(Line(server));
        var report = await project.Operation.RunAsync(new DataStoreTestOptions { PingOnly = true }, CancellationToken.None);
        Assert.Equal((true, "ping"), (report.Passed, Assert.Single(report.Steps).Step));
    }

    [RedisFact]
    public async Task Missing_rights_a_replica_and_full_memory_are_named_by_the_key()
    {
        await using var server = await RedisServer.StartAsync();
        await CommandAsync(server, "ACL", "SETUSER", "reader", "on", $">{Other}", "~*", "&*", "+@all", "-set");
        await CommandAsync(server, "ACL", "SETUSER", "elsewhere", "on", $">{Other}", "~shop:*", "&*", "+@all");
        await CommandAsync(server, "ACL", "SETUSER", "deaf", "on", $">{Other}", "~*", "resetchannels", "+@all");
        foreach (var user in new[] { "reader", "elsewhere" })
        {
            var report = await StoreProject.TestAsync($"REDIS_URL=redis://{user}:{Other}@127.0.0.1:{server.Port}/0");
            Fails(report, "write", 1, "the user may not SET keys named deployops:probe:* (NOPERM); look at REDIS_URL");
            Assert.Equal([true, false, null, null, null, null], report.Steps.Select(step => step.Passed));
            Assert.StartsWith("Redis: Give the user the right to it (ACL SETUSER", report.NextAction, StringComparison.Ordinal);
        }

        Fails(await StoreProject.TestAsync($"REDIS_URL=redis://deaf:{Other}@127.0.0.1:{server.Port}/0"), "publish", 1, "the user may not SUBSCRIBE channels named deployops:probe:* (NOPERM); look at REDIS_URL");
        await CommandAsync(server, "CONFIG", "SET", "maxmemory", "1");
        Fails(await StoreProject.TestAsync(Line(server)), "write", 1, "its memory is full (OOM); look at REDIS_URL");
        await CommandAsync(server, "CONFIG", "SET", "maxmemory", "0");
        Assert.Equal(0, (await CommandAsync(server, "DBSIZE")).Number);
        await CommandAsync(server, "REPLICAOF", "127.0.0.1", "1");
        Fails(await StoreProject.TestAsync(Line(server)), "write", 1, "it is a replica and takes no writes (READONLY); look at REDIS_URL");
    }

    [RedisFact]
    public async Task A_server_that_does_not_get_the_write_fails_the_read_and_nothing_is_left()
    {
        await using var server = await RedisServer.StartAsync();
        await using var behind = await RedisServer.StartAsync();
        var report = await StoreProject.TestAsync(null, new TurningRedis((number, address) => number == 1 ? behind.Address : address), Line(server));
        Fails(report, "read", 1, "a new connection does not find what was written: it leads to another server, or the key was evicted; look at REDIS_URL");
        Assert.Equal(0, (await CommandAsync(server, "DBSIZE")).Number);
    }

    [RedisFact]
    public async Task What_could_not_be_removed_expires_by_itself_and_is_noted()
    {
        await using var server = await RedisServer.StartAsync();
        var report = await StoreProject.TestAsync(null, new TurningRedis((number, address) => number == 0 ? address : RedisAddress.Parse("redis://127.0.0.1:1")), Line(server));
        Fails(report, "read", 3, "nothing listens on this port; look at REDIS_URL");
        Assert.Equal("Redis: what was written could not be removed (nothing listens on this port); it expires by itself within a minute.", Assert.Single(report.Notes));
        var key = Assert.Single((await CommandAsync(server, "KEYS", "*")).Items).Reveal();
        Assert.Matches("^deployops:probe:[0-9]{10}:[0-9a-f]{32}$", key);
        Assert.InRange((await CommandAsync(server, "PTTL", key)).Number, 1, 60_000);
    }

    [RedisFact]
    public async Task A_cancelled_test_removes_what_it_wrote()
    {
        await using var server = await RedisServer.StartAsync();
        using var stop = new CancellationTokenSource();
        using var project = new StoreProject(Line(server));
        var operation = new TestDataStores(project.Project)
        {
            ProcessEnvironment = [],
            Redis = new TurningRedis((number, address) =>
            {
                if (number == 1)
                {
                    stop.Cancel();
                }

                return address;
            }),
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => operation.RunAsync(new DataStoreTestOptions(), stop.Token));
        Assert.Equal(0, (await CommandAsync(server, "DBSIZE")).Number);
    }

    [RedisFact]
    public async Task A_wrong_password_and_a_stopped_server_are_the_environments_fault()
    {
        await using var server = await RedisServer.StartAsync();
        Fails(await StoreProject.TestAsync($"REDIS_URL=redis://:{Other}@127.0.0.1:{server.Port}"), "ping", 3, "it refuses the login (WRONGPASS); look at REDIS_URL");
        await server.StopAsync();
        Fails(await StoreProject.TestAsync(Line(server)), "ping", 3, "nothing listens on this port; look at REDIS_URL");
    }

    private static string Line(RedisServer server) => $"REDIS_URL=redis://:{RedisServer.Password}@127.0.0.1:{server.Port}/0";

    private static void Fails(DataStoreTestReport report, string step, int exitCode, string detail)
    {
        var failed = Assert.Single(report.Steps, one => one.Passed == false);
        Assert.Equal((DataStoreKind.Redis, step, detail), (failed.Store, failed.Step, failed.Detail));
        Assert.Equal((false, exitCode), (report.Passed, report.ExitCode));
        Assert.DoesNotContain("n0t", string.Join(' ', [.. report.Steps.Select(one => one.ToString()), .. report.Notes, report.NextAction]), StringComparison.Ordinal);
    }

    private static async Task<RedisValue> CommandAsync(RedisServer server, params string[] words)
    {
        await using var connection = await new RedisConnector().OpenAsync(server.Address, new RedisOptions(), CancellationToken.None);
        return await connection.SendAsync([.. words.Select(word => (RedisArgument)word)], CancellationToken.None);
    }
}
