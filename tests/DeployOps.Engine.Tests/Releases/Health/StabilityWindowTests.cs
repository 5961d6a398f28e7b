using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Health;
using Xunit;
using static DeployOps.Engine.Tests.Releases.Health.ScriptedContainers;

namespace DeployOps.Engine.Tests.Releases.Health;

/// <summary>Row RB8: good once is not good; and a look that fails is neither.</summary>
public sealed class StabilityWindowTests
{
    private const string NotSteady = "After everything was good, it did not stay so: ";

    [Fact]
    public async Task A_single_restart_in_the_window_is_not_healthy_although_it_is_up_again()
    {
        var result = await new HealthWatchCase(seconds => seconds < 3 ? Container("backend") : Container("backend") with { RestartCount = 1, Started = SwiftTime.Start.AddSeconds(3) }).WatchAsync();

        Assert.Equal(NotSteady + "backend was restarted once.", result.Reason);
        Assert.Equal(ServiceVerdict.Restarting, Assert.Single(result.Services).Verdict);
    }

    [Fact]
    public async Task A_restart_that_was_forgiven_before_counts_for_nothing_in_the_window_but_the_next_one_does()
    {
        var result = await new HealthWatchCase(seconds => Container("backend") with
        {
            RestartCount = seconds < 1 ? 0 : seconds < 13 ? 1 : 2, Started = SwiftTime.Start.AddSeconds(seconds < 1 ? 0 : seconds < 13 ? 1 : 13),
        }) { Stability = TimeSpan.FromSeconds(20) }.WatchAsync();

        Assert.StartsWith(NotSteady + "backend was restarted", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ContainerState.Exited, ContainerHealth.Unhealthy, "exited with 4")]
    [InlineData(ContainerState.Restarting, ContainerHealth.Starting, "was restarted once, last exit code 4")]
    [InlineData(ContainerState.Running, ContainerHealth.Unhealthy, "is unhealthy: its healthcheck failed 3 times in a row")]
    [InlineData(ContainerState.Paused, ContainerHealth.Healthy, "is paused")]
    public async Task Whatever_turns_bad_in_the_window_ends_the_watch_and_is_named(ContainerState state, ContainerHealth health, string reason)
    {
        var result = await new HealthWatchCase(seconds => seconds < 4 ? Container("backend") : Container("backend", health) with
        {
            State = state, ExitCode = state is ContainerState.Exited or ContainerState.Restarting ? 4 : 0, RestartCount = state == ContainerState.Restarting ? 1 : 0, FailingStreak = 3,
        }).WatchAsync();

        Assert.False(result.IsHealthy);
        Assert.Equal(NotSteady + $"backend {reason}.", result.Reason);
        Assert.Equal(TimeSpan.FromSeconds(4), result.Duration);
    }

    [Fact]
    public async Task A_container_that_is_replaced_added_or_started_anew_in_the_window_is_not_the_one_that_was_judged()
    {
        var replaced = await new HealthWatchCase(seconds => Container("backend") with { Id = seconds < 2 ? "old" : "new" }).WatchAsync();
        var added = await new HealthWatchCase(seconds => seconds < 2 ? [Container("backend")] : [Container("backend"), Container("backend", number: 2)]).WatchAsync();
        var started = await new HealthWatchCase(seconds => Container("backend") with { Started = SwiftTime.Start.AddSeconds(seconds < 2 ? 0 : 2) }).WatchAsync();
        var gone = await new HealthWatchCase(seconds => seconds < 2 ? [Container("backend")] : []).WatchAsync();

        Assert.Equal(NotSteady + "backend has other containers than before.", replaced.Reason);
        Assert.Equal(NotSteady + "backend has other containers than before.", added.Reason);
        Assert.Equal(NotSteady + "backend was started anew.", started.Reason);
        Assert.Equal(NotSteady + "backend has no container.", gone.Reason);
    }

    [Fact]
    public async Task The_window_begins_when_the_last_one_is_good_and_may_reach_beyond_the_timeout()
    {
        var watch = new HealthWatchCase(seconds => [Container("web"), Container("backend", seconds < 59 ? ContainerHealth.Starting : ContainerHealth.Healthy)])
        {
            Services = [new("web"), new("backend")], Stability = TimeSpan.FromSeconds(10),
        };

        var result = await watch.WatchAsync();

        Assert.True(result.IsHealthy, result.Reason);
        Assert.Equal(TimeSpan.FromSeconds(69), result.Duration);
    }

    [Fact]
    public async Task A_window_that_is_no_multiple_of_the_pause_ends_with_a_look_at_its_end()
    {
        var result = await new HealthWatchCase(_ => Container("backend")) { Stability = TimeSpan.FromMilliseconds(1200) }.WatchAsync();

        Assert.Equal(TimeSpan.FromMilliseconds(1200), result.Duration);
    }

    [Fact]
    public async Task A_few_looks_that_fail_are_passed_over()
    {
        var result = await new HealthWatchCase(seconds => seconds is (> 1 and < 4) or (> 5 and < 8) ? throw new DockerCommandFailedException("container ls", 1) : Container("backend"))
        {
            Stability = TimeSpan.FromSeconds(10),
        }.WatchAsync();

        Assert.True(result.IsHealthy, result.Reason);
    }

    [Fact]
    public async Task An_engine_that_stays_away_is_reported_after_a_few_seconds()
    {
        var watch = new HealthWatchCase(seconds => seconds < 2 ? Container("backend", ContainerHealth.Starting) : throw new DockerDaemonUnreachableException(isRefused: false));

        await Assert.ThrowsAsync<DockerDaemonUnreachableException>(() => watch.WatchAsync());
        Assert.InRange(watch.Time.Elapsed.TotalSeconds, 6.9, 7.6);
    }

    [Fact]
    public async Task A_machine_without_docker_is_reported_at_once()
    {
        var watch = new HealthWatchCase((Func<double, StackContainer>)(_ => throw new DockerNotFoundException()));

        await Assert.ThrowsAsync<DockerNotFoundException>(() => watch.WatchAsync());
        Assert.Equal(TimeSpan.Zero, watch.Time.Elapsed);
    }
}
