using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Strategies;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Strategies;

public sealed class BlueGreenOrderTests : IDisposable
{
    private const string Chain = """
        {"name":"shop","networks":{"default":{"name":"shop_default"}},"volumes":{"media":{"name":"shop_media"}},"services":{
          "db":{"networks":{"default":null}},
          "backend":{"depends_on":{"db":{"condition":"service_healthy"}},"networks":{"default":null},"environment":{"P":"a$$b"},"volumes":[{"type":"volume","source":"media","target":"/m"}]},
          "proxy":{"depends_on":{"backend":{"condition":"service_healthy"}},"networks":{"default":null}}}}
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("colors-").FullName;
    private readonly ScriptedEngine _engine = new() { Services = ["db", "backend", "proxy"] };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_first_release_starts_what_it_needs_then_the_color_then_what_stands_before_it_and_switches()
    {
        await RunAsync();

        Assert.Equal(["up shop [db]", "up shop-blue []", "up shop []", "switch blue 2 shop-blue-backend-2", "smoke shop"], _engine.Calls);
        Assert.Equal(["db", "backend", "proxy"], _engine.Containers.Select(container => container.Service));
    }

    [Fact]
    public async Task The_plain_containers_of_a_stack_go_after_the_first_switch()
    {
        Live();
        await RunAsync();

        Assert.Equal(["switch blue 2 shop-blue-backend-4", "smoke shop", "stop backend2", "remove backend2"], _engine.Calls[^4..]);
    }

    [Fact]
    public async Task The_next_release_takes_the_other_color_and_one_that_is_there_is_left_alone()
    {
        await RunAsync();
        _engine.Calls.Clear();
        await RunAsync();
        Assert.Equal(["up shop []", "switch blue 2 shop-blue-backend-2"], _engine.Calls);

        _engine.Calls.Clear();
        _engine.Hash = "newer";
        await RunAsync();
        Assert.Contains("up shop-green []", _engine.Calls);
        Assert.Equal(["stop backend2", "remove backend2", "down shop-blue"], _engine.Calls[^3..]);
        Assert.Equal("shop-green", Assert.Single(_engine.Containers, container => container.Service == "backend").Project);
    }

    [Fact]
    public async Task The_color_shares_the_networks_and_volumes_of_the_stack_and_no_name_or_port()
    {
        await RunAsync();
        var plan = await ComposePlan.ReadAsync(Path.Combine(_root, ".deployops", "colors", "shop-blue.compose.json"), CancellationToken.None);

        Assert.Equal("shop-blue", plan.Name);
        Assert.Equal([new PlanResource("default", "shop_default", IsExternal: true)], plan.Networks);
        Assert.Equal([new PlanResource("media", "shop_media", IsExternal: false)], plan.Volumes);
        Assert.Equal(["backend"], plan.Services.Select(service => service.Name));
        Assert.Empty(plan.Services[0].Dependencies);
        Assert.Contains("a$$b", plan.Text().Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_color_that_fails_before_the_switch_is_removed_and_nothing_was_switched()
    {
        Live();
        _engine.Outcome = container => container.Project == "shop-blue" ? container with { State = ContainerState.Exited, ExitCode = 3, RestartPolicy = "no" } : container;

        var failure = await Assert.ThrowsAsync<UpStrategyException>(RunAsync);

        Assert.DoesNotContain(_engine.Calls, call => call.StartsWith("switch", StringComparison.Ordinal));
        Assert.DoesNotContain(_engine.Containers, container => container.Project == "shop-blue");
        Assert.Contains(_engine.Containers, container => container.Id == "backend2");
        Assert.Contains("The proxy was not switched", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_at_or_after_the_switch_switches_back_before_the_new_color_goes(bool isSwitchBroken)
    {
        Live();
        _engine.Switch = color => isSwitchBroken && color == "blue" ? 7 : 0;
        _engine.Smoke = _ => isSwitchBroken;

        var failure = await Assert.ThrowsAsync<UpStrategyException>(RunAsync);

        Assert.Equal(["switch plain 1 shop-backend-2", "stop backend4", "remove backend4", "down shop-blue"], _engine.Calls[^4..]);
        Assert.Contains("switched back to shop", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.Message + failure.Output, StringComparison.Ordinal);
        Assert.Equal(ReleaseColor.Plain, await UpStrategies.RepairAsync(Context(), CancellationToken.None));
    }

    [Fact]
    public async Task When_switching_back_fails_too_the_next_command_settles_it()
    {
        Live();
        _engine.Switch = _ => 7;
        var failure = await Assert.ThrowsAsync<UpStrategyException>(RunAsync);
        Assert.Contains("could not be taken back", failure.Message, StringComparison.Ordinal);
        Assert.Contains(_engine.Containers, container => container.Project == "shop-blue");

        _engine.Switch = _ => 0;
        _engine.Calls.Clear();
        Assert.Equal(ReleaseColor.Plain, await UpStrategies.RepairAsync(Context(), CancellationToken.None));
        Assert.Equal(["switch plain 1 shop-backend-2", "stop backend4", "remove backend4", "down shop-blue"], _engine.Calls);
        _engine.Calls.Clear();
        Assert.Equal(ReleaseColor.Plain, await UpStrategies.RepairAsync(Context(), CancellationToken.None));
        Assert.Empty(_engine.Calls);
    }

    [Fact]
    public async Task A_record_that_was_lost_or_damaged_is_made_up_for_by_looking()
    {
        await RunAsync();
        var record = Path.Combine(_root, ".deployops", "colors", "shop.json");
        File.WriteAllText(record, "{\"Live\":\"Bl");
        Assert.Equal(ReleaseColor.Blue, await UpStrategies.RepairAsync(Context(), CancellationToken.None));

        // The recorded color ended: the one that runs is live.
        File.WriteAllText(record, "{\"Live\":\"Green\",\"LiveTag\":\"1\"}");
        Assert.Equal(ReleaseColor.Blue, await UpStrategies.RepairAsync(Context(), CancellationToken.None));
        Assert.StartsWith("switch blue", _engine.Calls[^1], StringComparison.Ordinal);
    }

    private void Live()
    {
        foreach (var service in _engine.Services)
        {
            _engine.Running(service, service == "backend" ? "old" : "new", service == "backend" ? "sha256:old" : "sha256:new");
        }
    }

    private Task RunAsync() => UpStrategies.RunAsync(Context(), CancellationToken.None);

    private StrategyContext Context() => _engine.Context(
        new DeployProject
        {
            Root = _root,
            Name = "shop",
            Release = new ReleaseSettings
            {
                Services = [new ReleaseServiceSettings { Service = "backend", Strategy = ReleaseStrategy.BlueGreen }],
                BlueGreen = new BlueGreenSettings { Switch = ["switch"] },
            },
        },
        ComposePlan.Parse(new CapturedText(Chain)));
}
