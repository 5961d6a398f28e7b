using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Health.Stores;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Health.Stores;

public sealed class MeasureStoresTests
{
    private static readonly ServiceRoute ByContainer = new(RouteKind.Container, "172.18.0.2", 1);

    [Theory]
    [InlineData(300, HealthLevel.Healthy)]
    [InlineData(301, HealthLevel.Degraded)]
    public async Task The_latency_is_judged_against_the_limit(int milliseconds, HealthLevel expected)
    {
        var latency = TimeSpan.FromMilliseconds(milliseconds);
        var health = Assert.Single(await RunAsync(_ => ByContainer, new StandInProbe("x", (_, _) => Task.FromResult(latency))));
        Assert.Equal((expected, latency, TimeSpan.FromMilliseconds(300), null), (health.Level, health.Latency, health.Limit, health.Application));
        Assert.Contains("db:1 (by its container's address 172.18.0.2)", health.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_stores_are_asked_side_by_side()
    {
        using var both = new Barrier(2);
        StandInProbe Probe(string name) => new(name, (_, _) => Task.Run(() => both.SignalAndWait(TimeSpan.FromSeconds(10)) ? TimeSpan.Zero : throw new TimeoutException()));
        var health = await RunAsync(_ => ByContainer, Probe("a"), Probe("b"));
        Assert.Equal(["a", "b"], health.Select(store => store.Store));
    }

    [Fact]
    public async Task A_service_that_does_not_run_is_unhealthy_and_one_without_a_way_is_unknown()
    {
        var probe = new StandInProbe("x", (_, _) => Task.FromResult(TimeSpan.Zero));
        Assert.Equal(HealthLevel.Unhealthy, Assert.Single(await RunAsync(_ => throw new ServiceNotRunningException("db", "exited"), probe)).Level);
        Assert.Equal(HealthLevel.Unhealthy, Assert.Single(await RunAsync(_ => throw new ServicePortClosedException("db", 1), probe)).Level);
        Assert.Equal(HealthLevel.Unknown, Assert.Single(await RunAsync(_ => throw new RouteNotFoundException("db", 1), probe)).Level);
    }

    [Fact]
    public async Task An_outside_server_that_refuses_is_unhealthy_and_one_without_a_way_is_unknown()
    {
        var probe = new StandInProbe("x", (_, _) => Task.FromResult(TimeSpan.Zero));
        Assert.Equal(HealthLevel.Unhealthy, Assert.Single(await RunAsync(_ => new ServiceRoute(RouteKind.Direct, "127.0.0.1", ClosedPort()), probe)).Level);
        Assert.Equal(HealthLevel.Unknown, Assert.Single(await RunAsync(_ => new ServiceRoute(RouteKind.Direct, "no-such-host.invalid", 1), probe)).Level);
    }

    [Fact]
    public async Task Servers_that_take_connections_and_never_answer_are_unhealthy_within_the_patience()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var keys = new Dictionary<string, string> { ["REDIS_URL"] = "redis://:pw-not-shown@cache", ["DATABASE_URL"] = "postgresql://app:pw-not-shown@db/shop" };
        var health = await new MeasureStores(new StandInRoutes(_ => new ServiceRoute(RouteKind.Published, "127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port)))
            .RunAsync(Request(keys) with { Patience = TimeSpan.FromMilliseconds(1) }, CancellationToken.None);
        Assert.Equal([("postgresql", HealthLevel.Unhealthy), ("redis", HealthLevel.Unhealthy)], health.Select(store => (store.Store, store.Level)));
        Assert.All(health, store => Assert.Contains("did not answer within", store.Detail, StringComparison.Ordinal));
        Assert.All(health, store => Assert.DoesNotContain("not-shown", store.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("REDIS_URL", "redis://:pw-not-shown@cache/x", "REDIS_URL cannot be used: its database is not a number")]
    [InlineData("DATABASE_URL", "postgresql://app:pw-not-shown@db:0/shop", "DATABASE_URL cannot be used: its port is not a number from 1 to 65535")]
    [InlineData("REDIS_PASSWORD", "pw-not-shown", "REDIS_PASSWORD is set, and no service looks like Redis; name it with REDIS_HOST or REDIS_URL")]
    [InlineData("POSTGRES_PASSWORD", "pw-not-shown", "POSTGRES_PASSWORD is set, and no service looks like PostgreSQL; name it with POSTGRES_HOST or DATABASE_URL")]
    public async Task What_cannot_be_asked_is_unknown_and_names_the_key(string key, string value, string detail)
    {
        var health = Assert.Single(await new MeasureStores(new StandInRoutes(_ => throw new InvalidOperationException())).RunAsync(Request(new() { [key] = value }), CancellationToken.None));
        Assert.Equal((HealthLevel.Unknown, detail), (health.Level, health.Detail));
    }

    [Fact]
    public async Task Without_keys_there_is_nothing_to_measure() =>
        Assert.Empty(await new MeasureStores(new StandInRoutes(_ => throw new InvalidOperationException())).RunAsync(Request(new() { ["DATABASE_URL"] = "sqlite:///x" }), CancellationToken.None));

    private static Task<IReadOnlyList<StoreHealth>> RunAsync(Func<RouteRequest, ServiceRoute> open, params IStoreProbe[] probes) =>
        new MeasureStores(new StandInRoutes(open), probes).RunAsync(Request([]), CancellationToken.None);

    private static MeasureStoresRequest Request(Dictionary<string, string> keys) => new()
    {
        Lookup = keys.GetValueOrDefault, Containers = Array.Empty<StackContainer>(), Settings = new HealthSettings(),
    };

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
