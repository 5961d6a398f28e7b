using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Strategies;
using DeployOps.Integration.Tests.Requirements;
using Xunit;
using Xunit.Abstractions;

namespace DeployOps.Integration.Tests.Releases.Strategies;

public sealed class BlueGreenTests(ITestOutputHelper output)
{
    [DockerEngineFact]
    public async Task A_switch_between_colors_loses_no_request_and_only_one_color_is_left()
    {
        await using var stack = await BalancedStack.CreateAsync(isBlueGreen: true);
        await UpStrategies.RunAsync(await stack.BuiltAsync("1"), CancellationToken.None);
        Assert.Single(await stack.ContainersAsync(color: "-blue"));
        var proxy = Assert.Single(await stack.ContainersAsync("proxy")).Id;
        var next = await stack.BuiltAsync("2");

        await using var load = new SteadyLoad(stack.Address);
        await Task.Delay(1000);
        await UpStrategies.RunAsync(next, CancellationToken.None);
        await Task.Delay(1000);
        var numbers = await load.EndAsync();
        output.WriteLine(numbers);

        Assert.True(load.Failures.IsEmpty, numbers);
        Assert.Contains(load.Answers, answer => answer.Contains("\"release\":\"1\"", StringComparison.Ordinal));
        Assert.Contains(load.Answers, answer => answer.Contains("\"release\":\"2\"", StringComparison.Ordinal));
        Assert.Empty(await stack.ContainersAsync(color: "-blue"));
        var green = Assert.Single(await stack.ContainersAsync(color: "-green"));
        Assert.Equal(next.WantedImages["backend"], green.ImageId);
        Assert.Equal("127.0.0.1", stack.Address.Host);
        Assert.Equal(proxy, Assert.Single(await stack.ContainersAsync("proxy")).Id);
        Assert.Equal($"blue {stack.Name}-blue 1 {stack.Name}-blue-backend-1\ngreen {stack.Name}-green 2 {stack.Name}-green-backend-1\n", await stack.SwitchesAsync());

        var seen = await LiveContainers.Of(StackEngine.OfThisMachine, stack.Project, stack.Name).Containers.OfProjectAsync(stack.Name, CancellationToken.None);
        Assert.Equal([green.Id, proxy], seen.Select(container => container.Id));

        await UpStrategies.RunAsync(next, CancellationToken.None);
        Assert.Equal(green.Id, Assert.Single(await stack.ContainersAsync(color: "-green")).Id);
    }

    [DockerEngineFact]
    public async Task Each_failure_leaves_the_live_color_as_it_was_and_the_new_one_gone()
    {
        await using var stack = await BalancedStack.CreateAsync(isBlueGreen: true);
        await UpStrategies.RunAsync(await stack.BuiltAsync("1"), CancellationToken.None);
        var live = Assert.Single(await stack.ContainersAsync(color: "-blue"));

        // Before the switch: the new color does not start.
        var crashing = await Assert.ThrowsAsync<UpStrategyException>(async () => await UpStrategies.RunAsync(await stack.BuiltAsync("2", "crash"), CancellationToken.None));
        Assert.Contains("cannot open the ledger", crashing.Output, StringComparison.Ordinal);
        await IsAsBeforeAsync(switches: 1);

        // The switch itself fails.
        var good = await stack.BuiltAsync("3");
        stack.RefuseOneSwitch();
        var refused = await Assert.ThrowsAsync<UpStrategyException>(() => UpStrategies.RunAsync(good, CancellationToken.None));
        Assert.Contains("upstream is broken", refused.Output, StringComparison.Ordinal);
        Assert.Contains("switched back", refused.Message, StringComparison.Ordinal);
        await IsAsBeforeAsync(switches: 3);

        // After the switch the stack does not answer.
        stack.Smoke = _ => Task.FromResult(false);
        await Assert.ThrowsAsync<UpStrategyException>(() => UpStrategies.RunAsync(good, CancellationToken.None));
        await IsAsBeforeAsync(switches: 5);

        async Task IsAsBeforeAsync(int switches)
        {
            var now = Assert.Single(await stack.ContainersAsync(color: "-blue"));
            Assert.Equal((live.Id, live.Started), (now.Id, now.Started));
            Assert.Empty(await stack.ContainersAsync(color: "-green"));
            Assert.Equal(switches, (await stack.SwitchesAsync()).Count(character => character == '\n'));
            using var client = new HttpClient { BaseAddress = stack.Address };
            Assert.Contains("\"release\":\"1\"", await client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        }
    }

    [DockerEngineFact]
    public async Task A_plain_stack_becomes_blue_green_and_a_switch_that_was_killed_is_settled_by_looking()
    {
        await using var stack = await BalancedStack.CreateAsync(isBlueGreen: true);
        var first = await stack.BuiltAsync("1");
        await first.Engine.Stacks.UpAsync(first.Target, new UpOptions(), new CommandScope(), CancellationToken.None);
        Assert.Single(await stack.ContainersAsync());

        await UpStrategies.RunAsync(first, CancellationToken.None);
        Assert.Empty(await stack.ContainersAsync());
        var blue = Assert.Single(await stack.ContainersAsync(color: "-blue")).Id;

        // Stopped while the proxy is asked after the switch: nobody takes anything back, as when the process is killed.
        var next = await stack.BuiltAsync("2");
        stack.Smoke = _ => throw new KilledException();
        await Assert.ThrowsAsync<KilledException>(() => UpStrategies.RunAsync(next with { Engine = Dying(next.Engine) }, CancellationToken.None));
        Assert.Single(await stack.ContainersAsync(color: "-green"));

        Assert.Equal(ReleaseColor.Blue, await UpStrategies.RepairAsync(next, CancellationToken.None));
        Assert.Empty(await stack.ContainersAsync(color: "-green"));
        Assert.Equal(blue, Assert.Single(await stack.ContainersAsync(color: "-blue")).Id);
        Assert.EndsWith($"blue {stack.Name}-blue 1 {stack.Name}-blue-backend-1\n", await stack.SwitchesAsync(), StringComparison.Ordinal);
        Assert.Equal(ReleaseColor.Blue, await UpStrategies.RepairAsync(next, CancellationToken.None));
    }

    // Removing and reading logs is what a take-back begins with.
    private static StackEngine Dying(StackEngine engine) => engine with { Containers = new DyingContainers(engine.Containers) };
}
