using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Strategies;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Strategies;

public sealed class RollingOrderTests
{
    private const string Chain = """{"name":"shop","services":{"db":{},"backend":{"depends_on":["db"]},"proxy":{"depends_on":["backend"]}}}""";

    private readonly ScriptedEngine _engine = new() { Services = ["db", "backend", "proxy"] };

    [Fact]
    public async Task Without_strategies_it_is_one_up_and_nothing_else()
    {
        await UpStrategies.RunAsync(_engine.Context(Project(), Plan()), CancellationToken.None);

        Assert.Equal(["up shop []"], _engine.Calls);
    }

    [Fact]
    public async Task A_service_without_running_containers_is_started_with_the_others()
    {
        await RollAsync();

        Assert.Equal(["up shop []"], _engine.Calls);
    }

    [Fact]
    public async Task A_service_that_is_as_it_should_be_is_left_alone()
    {
        _engine.Running("backend", "new", "sha256:new");
        await RollAsync();

        Assert.Equal(["up shop []"], _engine.Calls);
    }

    [Fact]
    public async Task What_it_depends_on_goes_first_and_the_rest_last()
    {
        _engine.Running("backend", "old", "sha256:old");
        await RollAsync();

        Assert.Equal(["up shop [db]", "up shop --no-recreate backend=2 [backend]", "stop backend1", "remove backend1", "up shop []"], _engine.Calls);
    }

    [Theory]
    [InlineData("old", "sha256:new")]
    [InlineData("new", "sha256:old")]
    public async Task Another_configuration_or_another_image_under_the_same_name_is_rolled(string hash, string image)
    {
        _engine.Running("backend", hash, image);
        await RollAsync();

        Assert.Contains("stop backend1", _engine.Calls);
    }

    [Fact]
    public async Task New_containers_that_fail_are_removed_and_what_they_wrote_is_kept_without_secrets()
    {
        _engine.Running("backend", "old", "sha256:old");
        _engine.Outcome = container => container.Service == "backend" ? container with { State = ContainerState.Exited, ExitCode = 3, RestartPolicy = "no" } : container;

        var failure = await Assert.ThrowsAsync<UpStrategyException>(RollAsync);

        Assert.Equal("up shop --no-recreate backend=2 [backend]", _engine.Calls[^2]);
        Assert.StartsWith("remove backend", _engine.Calls[^1], StringComparison.Ordinal);
        Assert.Equal(["backend1"], _engine.Containers.Where(container => container.Service == "backend").Select(container => container.Id));
        Assert.Contains("cannot open", failure.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_healthy_containers_that_a_killed_roll_left_are_gone_on_with_without_a_third()
    {
        _engine.Running("backend", "old", "sha256:old");
        _engine.Running("backend", "new", "sha256:new");
        await RollAsync();

        Assert.Equal(["up shop [db]", "stop backend1", "remove backend1", "up shop []"], _engine.Calls);
    }

    [Fact]
    public async Task A_dead_container_of_the_service_is_cleared_and_not_counted()
    {
        _engine.Running("backend", "old", "sha256:old");
        _engine.Running("backend", "old", "sha256:old");
        _engine.Containers[1] = _engine.Containers[1] with { State = ContainerState.Exited };
        await RollAsync();

        Assert.Equal(["up shop [db]", "remove backend2", "up shop --no-recreate backend=2 [backend]", "stop backend1", "remove backend1", "up shop []"], _engine.Calls);
    }

    [Fact]
    public async Task A_roll_that_is_cancelled_takes_its_new_containers_back()
    {
        _engine.Running("backend", "old", "sha256:old");
        using var stop = new CancellationTokenSource();
        _engine.Outcome = container =>
        {
            stop.Cancel();
            return container with { Health = ContainerHealth.Starting };
        };

        var context = _engine.Context(Project(new ReleaseServiceSettings { Service = "backend", Strategy = ReleaseStrategy.Rolling }), Plan("""{"name":"shop","services":{"backend":{}}}"""));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => UpStrategies.RunAsync(context, stop.Token));

        Assert.Equal(["backend1"], _engine.Containers.Select(container => container.Id));
    }

    [Fact]
    public async Task Two_rolling_services_go_in_the_order_in_which_they_depend_on_each_other()
    {
        _engine.Running("backend", "old", "sha256:old");
        _engine.Running("proxy", "old", "sha256:old");
        var settings = new[] { "proxy", "backend" }.Select(service => new ReleaseServiceSettings { Service = service, Strategy = ReleaseStrategy.Rolling });
        await UpStrategies.RunAsync(_engine.Context(Project([.. settings]), Plan()), CancellationToken.None);

        Assert.Equal(
            ["up shop [db]", "up shop --no-recreate backend=2 [backend]", "stop backend1", "remove backend1", "up shop [backend,db]", "up shop --no-recreate proxy=2 [proxy]", "stop proxy2", "remove proxy2", "up shop []"],
            _engine.Calls);
    }

    [Fact]
    public async Task On_the_way_back_a_service_that_cannot_roll_is_recreated()
    {
        _engine.Running("backend", "old", "sha256:old");
        var context = _engine.Context(Project(new ReleaseServiceSettings { Service = "backend", Strategy = ReleaseStrategy.Rolling }), Plan("""{"name":"shop","services":{"backend":{"container_name":"only"}}}"""));
        await Assert.ThrowsAsync<StrategyNotPossibleException>(() => UpStrategies.RunAsync(context, CancellationToken.None));
        Assert.Empty(_engine.Calls);

        await UpStrategies.RunAsync(context with { RecreateWhereImpossible = true }, CancellationToken.None);
        Assert.Equal(["up shop []"], _engine.Calls);
    }

    private Task RollAsync() => UpStrategies.RunAsync(_engine.Context(Project(new ReleaseServiceSettings { Service = "backend", Strategy = ReleaseStrategy.Rolling }), Plan()), CancellationToken.None);

    private static ComposePlan Plan(string json = Chain) => ComposePlan.Parse(new CapturedText(json));

    private static DeployProject Project(params ReleaseServiceSettings[] services) => new() { Root = "/nowhere", Name = "shop", Release = new ReleaseSettings { Services = services } };
}
