using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Health.Stores;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Routes;
using DeployOps.Integration.Tests.Stores.Postgres;
using DeployOps.Integration.Tests.Stores.Redis;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Stores;

public sealed class MeasureStoresTests
{
    [RedisFact]
    public async Task Real_servers_are_measured_and_a_wrong_password_a_stop_and_a_limit_are_told_apart()
    {
        RequiredPart.Postgres.Demand();
        await using var redis = await RedisServer.StartAsync();
        await using var postgres = await PostgresServer.StartAsync();
        var keys = new Dictionary<string, string>
        {
            ["REDIS_URL"] = $"redis://:{RedisServer.Password}@127.0.0.1:{redis.Port}/0",
            ["DATABASE_URL"] = $"postgresql+asyncpg://app:{Uri.EscapeDataString(PostgresServer.Password)}@127.0.0.1:{postgres.Port}/shop",
        };
        Assert.Equal([HealthLevel.Healthy, HealthLevel.Healthy], Levels(await MeasureAsync(keys, Patient)));
        Assert.Equal([HealthLevel.Degraded, HealthLevel.Degraded], Levels(await MeasureAsync(keys, new HealthSettings { PostgresTimeout = TimeSpan.FromTicks(1), RedisTimeout = TimeSpan.FromTicks(1) })));

        var wrong = new Dictionary<string, string>
        {
            ["REDIS_URL"] = $"redis://:wr0ng-pw@127.0.0.1:{redis.Port}/0",
            ["DATABASE_URL"] = $"postgresql://app:wr0ng-pw@127.0.0.1:{postgres.Port}/shop",
        };
        var refused = await MeasureAsync(wrong, Patient);
        Assert.Equal([HealthLevel.Unhealthy, HealthLevel.Unhealthy], Levels(refused));
        Assert.EndsWith("it refuses the login: the password is wrong, or there is no such role; look at DATABASE_URL", refused[0].Detail, StringComparison.Ordinal);
        Assert.EndsWith("it refuses the login (WRONGPASS); look at REDIS_URL", refused[1].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng-pw", string.Join(' ', refused), StringComparison.Ordinal);

        await redis.StopAsync();
        await postgres.StopAsync();
        var stopped = await MeasureAsync(keys, Patient);
        Assert.Equal([HealthLevel.Unhealthy, HealthLevel.Unhealthy], Levels(stopped));
        Assert.All(stopped, store => Assert.EndsWith("nothing listens on this port", store.Detail, StringComparison.Ordinal));
    }

    [DockerEngineFact]
    public async Task A_store_in_a_container_is_measured_through_a_tunnel_and_by_its_address()
    {
        await using var container = await TalkingContainer.StartAsync(network: "--internal");
        foreach (var mayReach in new[] { OperatingSystem.IsLinux(), false })
        {
            var routes = new ServiceRoutes(StackEngine.OfThisMachine.Containers, new ProcessRunner(), new ProcessRunner()) { MayReachContainers = mayReach };
            var request = Request(new() { ["REDIS_URL"] = "redis://talker" }, Patient) with { Containers = await container.InspectAsync() };
            var health = Assert.Single(await new MeasureStores(routes).RunAsync(request, CancellationToken.None));
            Assert.Equal(HealthLevel.Healthy, health.Level);
            Assert.Contains(mayReach ? "talker:6379 (by its container's address" : "talker:6379 (through docker exec)", health.Detail, StringComparison.Ordinal);
        }
    }

    private static HealthSettings Patient => new() { PostgresTimeout = TimeSpan.FromSeconds(20), RedisTimeout = TimeSpan.FromSeconds(20) };

    private static IEnumerable<HealthLevel> Levels(IReadOnlyList<StoreHealth> stores) => stores.Select(store => store.Level);

    private static Task<IReadOnlyList<StoreHealth>> MeasureAsync(Dictionary<string, string> keys, HealthSettings settings) =>
        new MeasureStores(ServiceRoutes.OfThisMachine).RunAsync(Request(keys, settings), CancellationToken.None);

    private static MeasureStoresRequest Request(Dictionary<string, string> keys, HealthSettings settings) =>
        new() { Lookup = keys.GetValueOrDefault, Containers = Array.Empty<StackContainer>(), Settings = settings };
}
