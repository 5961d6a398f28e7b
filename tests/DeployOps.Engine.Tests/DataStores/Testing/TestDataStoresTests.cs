using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.DataStores.Testing;
using DeployOps.Engine.DataStores.Testing.Trials;
using DeployOps.Engine.Project;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Engine.Tests.Releases.Health.Stores;
using DeployOps.Engine.Tests.Releases.History;
using Xunit;

namespace DeployOps.Engine.Tests.DataStores.Testing;

public sealed class TestDataStoresTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("test-data-stores-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_project_without_stores_and_a_store_that_is_none_of_its_are_refused()
    {
        Assert.Equal("NoDataStore", (await Assert.ThrowsAsync<NoDataStoreException>(() => RunAsync("A=b", new DataStoreTestOptions()))).ErrorId);
        var failure = await Assert.ThrowsAsync<UnknownDataStoreException>(() => RunAsync("REDIS_URL=redis://cache", new DataStoreTestOptions { Stores = [DataStoreKind.Graph, DataStoreKind.Redis] }));
        Assert.Equal([DataStoreKind.Graph], failure.Missing);
    }

    [Fact]
    public async Task The_stores_are_tried_in_the_order_of_the_checklist_and_each_failure_names_its_keys()
    {
        const string env = "DATABASE_URL=postgresql://a:pw-n0t-sh0wn@db/shop\nREDIS_URL=redis://:pw-n0t-sh0wn@cache:bad\nNEO4J_URI=bolt://graph\nNEO4J_PASSWORD=pw-n0t-sh0wn\n";
        var report = await RunAsync(env, new DataStoreTestOptions(), _ => throw new ServiceNotRunningException("db", "exited", "shop-db-1"));
        Assert.Equal([DataStoreKind.Redis, DataStoreKind.Postgres, DataStoreKind.Graph], report.Steps.Select(step => step.Store));
        Assert.All(report.Steps, step => Assert.Equal(("ping", false), (step.Step, step.Passed)));
        Assert.Equal((false, 3), (report.Passed, report.ExitCode));
        Assert.Contains("REDIS_URL cannot be used: its port is not a number from 1 to 65535", report.Steps[0].Detail, StringComparison.Ordinal);
        Assert.Equal("The service 'db' does not run (its container is exited); it was not contacted; look at DATABASE_URL", report.Steps[1].Detail);
        Assert.EndsWith("look at NEO4J_PASSWORD", report.Steps[2].Detail, StringComparison.Ordinal);
        Assert.StartsWith("Redis: Look at REDIS_URL. PostgreSQL: Start it", report.NextAction, StringComparison.Ordinal);
        Assert.DoesNotContain("n0t", string.Join(' ', report.Steps) + report.NextAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_that_take_connections_and_never_answer_end_within_the_timeout()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var report = await RunAsync(
            "DATABASE_URL=postgresql://a:p@db/shop\nREDIS_URL=redis://cache\nNEO4J_URI=bolt://graph\n",
            new DataStoreTestOptions { Timeout = TimeSpan.FromMilliseconds(300) },
            _ => new ServiceRoute(RouteKind.Published, "127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port));
        Assert.Equal(3, report.ExitCode);
        Assert.All(report.Steps, step => Assert.Contains("within 0.3 s; look at", step.Detail, StringComparison.Ordinal));
        Assert.Equal(3, report.Steps.Count);
    }

    [Theory]
    [InlineData("53100", "its disk is full (SQLSTATE 53100)")]
    [InlineData("25006", "it is a standby, or set read-only (SQLSTATE 25006)")]
    [InlineData("42501", "the role may not create a schema: it lacks the right CREATE on the database (SQLSTATE 42501)")]
    public void A_refusal_to_write_is_explained(string code, string reason)
    {
        var address = PostgresAddress.Parse("postgresql://a:p@db/shop");
        Assert.Equal(reason, new PostgresTrial(new PostgresConnector(), address, new StoreEndpoint("db", 1), TimeSpan.Zero, TimeProvider.System).Explain(new PostgresRefusedException(address, code))?.Reason);
    }

    [Fact]
    public void A_Redis_that_cannot_save_is_explained()
    {
        var address = RedisAddress.Parse("redis://cache");
        var explained = new RedisTrial(new RedisConnector(), address, new StoreEndpoint("cache", 1), TimeSpan.Zero, TimeProvider.System).Explain(new RedisRefusedException(address, "SET", "MISCONF"));
        Assert.Equal("it cannot save its data and takes no writes (MISCONF)", explained?.Reason);
    }

    private async Task<DataStoreTestReport> RunAsync(string env, DataStoreTestOptions options, Func<RouteRequest, ServiceRoute>? open = null)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "deployops.yml"), "env:\n  pack: none\n");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, ".env"), env);
        var operation = new TestDataStores(ProjectReader.Find(_folder.FullName))
        {
            Engine = new StandInContainers().Engine, Routes = new StandInRoutes(open ?? (_ => throw new InvalidOperationException())), ProcessEnvironment = [],
        };
        return await operation.RunAsync(options, CancellationToken.None);
    }
}
