using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Health;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Health;

/// <summary>Rows RB8 and CH9 on real containers: what the engine shows of a crash, a failing healthcheck and a late fall.</summary>
public sealed class HealthWatchTests
{
    [ComposeFact]
    public async Task A_good_stack_is_healthy_a_late_crash_breaks_it_and_a_crash_and_a_failing_healthcheck_are_lost_with_their_reason()
    {
        await using var stack = new TinyStack();
        Assert.Contains("Nothing of the stack", (await LookAsync(stack)).Summary, StringComparison.Ordinal);
        await stack.ComposeAsync("2026.11.01", "up", "--detach", "--build");

        var good = await WatchAsync(stack);
        var look = await LookAsync(stack);

        Assert.True(good.IsHealthy, good.Reason);
        Assert.Equal(
            ["backend Healthy", "proxy Healthy", "setup Completed", "worker Running"],
            good.Services.Select(service => $"{service.Service} {service.Verdict}").Order(StringComparer.Ordinal));

        Assert.Equal((HealthLevel.Healthy, (HealthLevel?)HealthLevel.Healthy), (look.Level, look.Application));
        Assert.Empty(look.Notes);
        Assert.True(look.Services.Single(service => service.Service == "backend") is { MemoryBytes: > 0, ProcessorPercent: not null, DiskBytes: not null, Containers: 1, Uptime: not null });

        Assert.Matches("^backend was restarted [2-9] times, last exit code 3.$", (await ReleaseAsync(stack, "2026.11.02", "crash")).Reason);
        var looping = await LookAsync(stack);
        Assert.Equal(ServiceVerdict.Restarting, looping.Services.Single(service => service.Service == "backend").Verdict);
        Assert.Equal(HealthLevel.Unhealthy, looping.Level);
        Assert.Matches("^backend is unhealthy: its healthcheck failed [3-9] times in a row.$", (await ReleaseAsync(stack, "2026.11.03", "unhealthy")).Reason);

        var late = await ReleaseAsync(stack, "2026.11.04", "crash-later", stability: 8);
        Assert.False(late.IsHealthy);
        Assert.Matches("^After everything was good, it did not stay so: backend was restarted once(, last exit code 4)?.$", late.Reason);
    }

    private static async Task<HealthWatchResult> ReleaseAsync(TinyStack stack, string tag, string behaviour, int stability = 1)
    {
        stack.Behave(behaviour);
        await stack.ComposeAsync(tag, "up", "--detach", "--build", "--no-deps", "backend");
        var watch = await WatchAsync(stack, stability);
        Assert.False(watch.IsHealthy);
        Assert.InRange(watch.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(39));
        return watch;
    }

    private static Task<StackHealth> LookAsync(TinyStack stack) => new GetStackHealth(stack.Project).RunAsync(new HealthOptions(), CancellationToken.None);

    private static Task<HealthWatchResult> WatchAsync(TinyStack stack, int stability = 1)
    {
        var project = stack.Project;
        return new HealthWatch(StackEngine.OfThisMachine.Containers).WaitAsync(
            new HealthWatchRequest
            {
                Project = stack.Name,
                Services = ExpectedServices.Of(ComposeInputs.Of(project, Environment.GetEnvironmentVariable, "2026.11.01").ReadModel(), project),
                Timeout = TimeSpan.FromSeconds(40),
                Stability = TimeSpan.FromSeconds(stability),
            },
            CancellationToken.None);
    }
}
