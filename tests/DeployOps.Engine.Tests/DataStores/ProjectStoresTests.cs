using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Tests.Compose;
using DeployOps.Engine.Tests.Releases.Health.Stores;
using DeployOps.Engine.Tests.Releases.History;
using Xunit;

namespace DeployOps.Engine.Tests.DataStores;

public sealed class ProjectStoresTests : IDisposable
{
    private const string Compose = "name: shop\nservices:\n  db: { image: postgres:17 }\n  cache: { image: valkey/valkey:8 }\n";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("project-stores-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_stores_come_ordered_by_kind_with_the_containers_of_the_stack()
    {
        var containers = new StandInContainers(StandInContainers.Container("db", "sha256:1"));
        var stores = await FindAsync(containers.Engine, "POSTGRES_PASSWORD=pw-n0t-sh0wn\nREDIS_URL=redis://:pw-n0t-sh0wn@cache\nNEO4J_URI=bolt://far.example.com\n");
        Assert.Equal(("shop", "shop"), (stores.StackName, Assert.Single(containers.Asked)));
        Assert.Equal(["Postgres db:5432", "Redis cache:6379", "Graph far.example.com:7687"], stores.Stores.Select(store => store.ToString()));
        Assert.Equal(["db"], stores.Containers.Select(container => container.Service));
        Assert.Equal(("postgres:17", "bolt://far.example.com", null), (stores.Services["db"], stores.Lookup("NEO4J_URI"), stores.EngineFailure));
        Assert.DoesNotContain("n0t", string.Join(' ', stores.Stores), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_environment_wins_over_the_files_and_the_named_key_over_all_others()
    {
        await WriteAsync("deployops.yml", "backup:\n  redis:\n    url-variable: OWN_REDIS\n");
        var stores = await FindAsync(new StandInContainers().Engine, "DATABASE_URL=postgresql://a:p@db/shop\nREDIS_URL=redis://cache\n", ("DATABASE_URL", "postgresql://a:p@far/shop"), ("OWN_REDIS", "redis://own"));
        Assert.Equal(["Postgres far:5432", "Redis own:6379"], stores.Stores.Select(store => store.ToString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_an_engine_outside_servers_are_found_and_a_service_says_what_is_missing(bool hasDocker)
    {
        var engine = hasDocker ? new StandInContainers { IsUnreachable = true }.Engine : StackEngine.Of(new StandInProcesses(1, "", "") { IsMissing = true });
        var stores = await FindAsync(engine, "DATABASE_URL=postgresql://a:p@db/shop\nREDIS_URL=redis://far.example.com\n");
        Assert.Empty(stores.Containers);
        await using (var redis = await stores.OpenAsync(stores.Stores[1], new StandInRoutes(request => new ServiceRoute(RouteKind.Direct, request.Host, request.Port)), default))
        {
            Assert.Equal((new StoreEndpoint("far.example.com", 6379), null), (redis.Access.Endpoint, redis.Access.Container));
        }

        var failure = await Assert.ThrowsAsync<StoreEngineUnreachableException>(() => stores.OpenAsync(stores.Stores[0], new StandInRoutes(_ => throw new InvalidOperationException()), default));
        Assert.Equal((hasDocker ? "DockerDaemonUnreachable" : "DockerNotFound", FailureKind.Environment), (failure.ErrorId, failure.Kind));
    }

    [Fact]
    public async Task The_way_to_a_service_comes_with_the_container_that_runs()
    {
        var containers = new StandInContainers(
            StandInContainers.Container("db", "sha256:1", ContainerState.Exited) with { Name = "old" },
            StandInContainers.Container("db", "sha256:1") with { Name = "once", IsOneOff = true },
            StandInContainers.Container("db", "sha256:1") with { Name = "live" });
        var stores = await FindAsync(containers.Engine, "DATABASE_URL=postgresql://a:p@db/shop\n");
        await using var open = await stores.OpenAsync(stores.Stores[0], new StandInRoutes(_ => new ServiceRoute(RouteKind.Published, "127.0.0.1", 15432)), default);
        Assert.Equal((new StoreEndpoint("127.0.0.1", 15432), "live"), (open.Access.Endpoint, open.Access.Container?.Name));
    }

    [Fact]
    public async Task A_store_without_an_address_is_refused_by_its_keys()
    {
        var stores = await FindAsync(new StandInContainers().Engine, "DATABASE_URL=postgresql://a:pw-n0t-sh0wn@db:0/shop\n");
        var failure = await Assert.ThrowsAsync<StoreNotUsableException>(() => stores.OpenAsync(stores.Stores[0], new StandInRoutes(_ => throw new InvalidOperationException()), default));
        Assert.Equal("PostgreSQL has no address to be used: DATABASE_URL cannot be used: its port is not a number from 1 to 65535. It was not contacted.", failure.Message);
    }

    [Fact]
    public async Task Compose_files_that_cannot_be_read_do_not_hide_outside_servers()
    {
        await WriteAsync(".env", "REDIS_URL=redis://far.example.com\nCOMPOSE_PROJECT_NAME=shop\n");
        await WriteAsync("compose.yml", "name: shop\nservices:\n  db: { image: [ ] }\n");
        var stores = await ProjectStores.FindAsync(ProjectReader.Find(_folder.FullName), new StandInContainers().Engine, [], default);
        Assert.Equal("Redis far.example.com:6379", Assert.Single(stores.Stores).ToString());
    }

    [Fact]
    public async Task A_project_without_compose_files_has_outside_servers()
    {
        await WriteAsync("deployops.yml", "env:\n  pack: none\n");
        await WriteAsync(".env", "REDIS_URL=redis://far.example.com\n");
        var stores = await ProjectStores.FindAsync(ProjectReader.Find(_folder.FullName), new StandInContainers().Engine, [], default);
        Assert.Equal("Redis far.example.com:6379", Assert.Single(stores.Stores).ToString());
    }

    private async Task<ProjectStores> FindAsync(StackEngine engine, string env, params (string Name, string Value)[] process)
    {
        await WriteAsync("compose.yml", Compose);
        await WriteAsync(".env", env);
        return await ProjectStores.FindAsync(ProjectReader.Find(_folder.FullName), engine, [.. process.Select(one => KeyValuePair.Create(one.Name, one.Value))], default);
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), text);
}
