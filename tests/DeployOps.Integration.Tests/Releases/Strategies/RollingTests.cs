using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Strategies;
using DeployOps.Integration.Tests.Requirements;
using Xunit;
using Xunit.Abstractions;

namespace DeployOps.Integration.Tests.Releases.Strategies;

public sealed class RollingTests(ITestOutputHelper output)
{
    [DockerEngineFact]
    public async Task A_rolled_service_loses_no_request_and_compose_leaves_it_alone_afterwards()
    {
        await using var stack = await BalancedStack.CreateAsync(isBlueGreen: false);
        await UpStrategies.RunAsync(await stack.BuiltAsync("1"), CancellationToken.None);
        var next = await stack.BuiltAsync("2");
        var proxy = Assert.Single(await stack.ContainersAsync("proxy")).Id;
        var old = Assert.Single(await stack.ContainersAsync()).Id;

        await using var load = new SteadyLoad(stack.Address);
        await Task.Delay(1000);
        await UpStrategies.RunAsync(next, CancellationToken.None);
        await Task.Delay(1500);
        var numbers = await load.EndAsync();
        output.WriteLine(numbers);

        Assert.True(load.Failures.IsEmpty, numbers);
        Assert.Contains(load.Answers, answer => answer.Contains("\"release\":\"1\"", StringComparison.Ordinal));
        Assert.Contains(load.Answers, answer => answer.Contains("\"release\":\"2\"", StringComparison.Ordinal));
        var rolled = Assert.Single(await stack.ContainersAsync());
        Assert.NotEqual(old, rolled.Id);
        Assert.Equal(next.WantedImages["backend"], rolled.ImageId);
        Assert.Equal(proxy, Assert.Single(await stack.ContainersAsync("proxy")).Id);

        await next.Engine.Stacks.UpAsync(next.Target, new UpOptions(), new CommandScope(), CancellationToken.None);
        await UpStrategies.RunAsync(next, CancellationToken.None);
        Assert.Equal(rolled.Id, Assert.Single(await stack.ContainersAsync()).Id);
    }

    [DockerEngineFact]
    public async Task A_new_container_that_fails_is_removed_and_the_old_one_never_stops()
    {
        await using var stack = await BalancedStack.CreateAsync(isBlueGreen: false);
        await UpStrategies.RunAsync(await stack.BuiltAsync("1"), CancellationToken.None);
        var before = Assert.Single(await stack.ContainersAsync());
        var bad = await stack.BuiltAsync("2", "crash");

        await using var load = new SteadyLoad(stack.Address);
        var failure = await Assert.ThrowsAsync<UpStrategyException>(() => UpStrategies.RunAsync(bad, CancellationToken.None));
        var numbers = await load.EndAsync();
        output.WriteLine(numbers);

        Assert.Contains("cannot open the ledger", failure.Output, StringComparison.Ordinal);
        Assert.True(load.Failures.IsEmpty, numbers);
        var after = Assert.Single(await stack.ContainersAsync());
        Assert.Equal((before.Id, before.Started), (after.Id, after.Started));
    }

    [DockerEngineFact]
    public async Task A_roll_that_was_stopped_midway_is_gone_on_with_or_gone_back_from()
    {
        await using var stack = await BalancedStack.CreateAsync(isBlueGreen: false);
        var first = await stack.BuiltAsync("1");
        await UpStrategies.RunAsync(first, CancellationToken.None);
        var old = Assert.Single(await stack.ContainersAsync()).Id;
        var next = await stack.BuiltAsync("2");

        // As a killed roll leaves it: both run, and nobody knows of it.
        var half = new UpOptions { Services = ["backend"], KeepExisting = true, Scale = new Dictionary<string, int> { ["backend"] = 2 } };
        await next.Engine.Stacks.UpAsync(next.Target, half, new CommandScope(), CancellationToken.None);
        Assert.Equal(2, (await stack.ContainersAsync()).Count);

        await UpStrategies.RunAsync(first, CancellationToken.None);
        Assert.Equal(old, Assert.Single(await stack.ContainersAsync()).Id);

        await next.Engine.Stacks.UpAsync(next.Target, half, new CommandScope(), CancellationToken.None);
        var half2 = Assert.Single(await stack.ContainersAsync(), container => container.Id != old).Id;
        await UpStrategies.RunAsync(next, CancellationToken.None);
        Assert.Equal(half2, Assert.Single(await stack.ContainersAsync()).Id);
    }
}
