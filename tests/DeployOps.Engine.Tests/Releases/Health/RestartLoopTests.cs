using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Health;
using Xunit;
using static DeployOps.Engine.Tests.Releases.Health.ScriptedContainers;

namespace DeployOps.Engine.Tests.Releases.Health;

/// <summary>Row RB8: a container that ends and is started again looks like one that starts; only its restarts tell.</summary>
public sealed class RestartLoopTests
{
    [Fact]
    public async Task A_loop_that_always_shows_running_and_starting_with_exit_code_0_is_lost_by_its_restarts()
    {
        var result = await new HealthWatchCase(seconds => Run(seconds, restarts: (int)(seconds / 2))).WatchAsync();

        Assert.Equal("backend was restarted 4 times.", result.Reason);
        Assert.Equal(TimeSpan.FromSeconds(8), result.Duration);
        Assert.Equal(ServiceVerdict.Restarting, Assert.Single(result.Services).Verdict);
    }

    [Fact]
    public async Task A_loop_that_is_seen_between_two_runs_is_lost_at_its_second_restart_with_its_exit_code()
    {
        var watch = new HealthWatchCase(seconds => Run(seconds, restarts: (int)(seconds / 20)) with
        {
            State = seconds is > 19 and < 20 ? ContainerState.Restarting : ContainerState.Running, ExitCode = seconds is > 19 and < 20 ? 7 : 0,
        });

        Assert.Equal("backend was restarted 2 times, last exit code 7.", (await watch.WatchAsync()).Reason);
    }

    [Fact]
    public async Task A_slow_loop_is_never_good_between_its_restarts()
    {
        var result = await new HealthWatchCase(seconds => seconds < 1 ? Run(0, 0) : Run(15 * (int)(seconds / 15), 2 + (int)(seconds / 15)) with { Health = ContainerHealth.Healthy }).WatchAsync();

        Assert.False(result.IsHealthy);
        Assert.Equal("backend was restarted 4 times.", result.Reason);
    }

    [Fact]
    public async Task A_loop_that_was_under_way_before_the_watch_is_lost_at_the_first_look_that_finds_it_between_two_runs()
    {
        var watch = new HealthWatchCase(_ => Run(0, restarts: 6) with { State = ContainerState.Restarting, ExitCode = 3, Finished = SwiftTime.Start.AddSeconds(1) });

        var result = await watch.WatchAsync();

        Assert.Equal("backend was restarted 6 times, last exit code 3.", result.Reason);
        Assert.Equal(1, watch.Containers.Looks);
    }

    [Fact]
    public async Task One_restart_at_the_start_is_forgiven_once_the_new_run_stands()
    {
        var watch = new HealthWatchCase(seconds => seconds switch
        {
            < 1 => Run(0, restarts: 0),
            < 2 => Run(0, restarts: 1) with { State = ContainerState.Restarting, ExitCode = 1, Finished = SwiftTime.Start.AddSeconds(1) },
            _ => Run(2, restarts: 1) with { Health = ContainerHealth.Healthy },
        }) { Stability = TimeSpan.FromSeconds(2) };

        var result = await watch.WatchAsync();

        Assert.True(result.IsHealthy, result.Reason);
        Assert.Equal(TimeSpan.FromSeconds(14), result.Duration);
        Assert.Contains(watch.Changes, change => change.Detail == "was restarted once, last exit code 1, the last time a moment ago");
    }

    [Fact]
    public async Task Restarts_of_long_ago_are_no_loop()
    {
        var watch = new HealthWatchCase(_ => Container("backend") with { RestartCount = 40, Started = SwiftTime.Start.AddDays(-3) }) { Stability = TimeSpan.Zero };

        Assert.True((await watch.WatchAsync()).IsHealthy);
        Assert.Equal(1, watch.Containers.Looks);
    }

    [Fact]
    public async Task An_engine_whose_clock_is_ahead_does_not_hold_a_good_service_up_for_ever()
    {
        var result = await new HealthWatchCase(_ => Container("backend") with { RestartCount = 1, Started = SwiftTime.Start.AddHours(1) }).WatchAsync();

        Assert.True(result.IsHealthy, result.Reason);
        Assert.Equal(TimeSpan.FromSeconds(15), result.Duration);
    }

    [Fact]
    public async Task A_one_shot_that_may_try_again_is_awaited_and_lost_when_the_engine_gives_up()
    {
        var watch = new HealthWatchCase(seconds => seconds < 20
            ? Run(seconds, restarts: (int)(seconds / 4)) with { State = ContainerState.Restarting, ExitCode = 2, RestartPolicy = "on-failure" }
            : Ended("backend", 2, "on-failure") with { RestartCount = 5 }) { Services = [new("backend", IsOneShot: true)] };

        var result = await watch.WatchAsync();

        Assert.Equal("backend exited with 2, restarted 5 times.", result.Reason);
        Assert.Equal(TimeSpan.FromSeconds(20), result.Duration);
    }

    private static StackContainer Run(double sinceSecond, int restarts) =>
        Container("backend", ContainerHealth.Starting) with { RestartCount = restarts, Started = SwiftTime.Start.AddSeconds((int)sinceSecond) };
}
