using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Health;
using Xunit;
using static DeployOps.Engine.Tests.Releases.Health.ScriptedContainers;

namespace DeployOps.Engine.Tests.Releases.Health;

/// <summary>Row RB8: every service turns good, and what is not good is told from what only starts.</summary>
public sealed class HealthWatchTests
{
    [Fact]
    public async Task What_is_good_already_needs_one_look_and_no_wait_when_nothing_has_to_stay()
    {
        var watch = new HealthWatchCase(_ => Container("backend")) { Stability = TimeSpan.Zero };

        var result = await watch.WatchAsync();

        Assert.True(result.IsHealthy, result.Reason);
        Assert.Equal((1, TimeSpan.Zero, ""), (watch.Containers.Looks, watch.Time.Elapsed, result.Reason));
        Assert.Equal(ServiceVerdict.Healthy, Assert.Single(result.Services).Verdict);
    }

    [Fact]
    public async Task A_healthcheck_is_awaited_and_every_change_is_told_once()
    {
        var watch = new HealthWatchCase(seconds => Container("backend", seconds < 7 ? ContainerHealth.Starting : ContainerHealth.Healthy));

        var result = await watch.WatchAsync();

        Assert.True(result.IsHealthy, result.Reason);
        Assert.Equal([ServiceVerdict.Starting, ServiceVerdict.Healthy], watch.Changes.Select(change => change.Verdict));
        Assert.Equal(TimeSpan.FromSeconds(12), result.Duration);
    }

    [Fact]
    public async Task A_service_without_a_healthcheck_is_judged_by_staying_up_and_it_is_said()
    {
        var result = await new HealthWatchCase(_ => Container("backend", ContainerHealth.None)).WatchAsync();

        Assert.True(result.IsHealthy, result.Reason);
        var service = Assert.Single(result.Services);
        Assert.True(service is { Verdict: ServiceVerdict.Running, IsWithoutHealthcheck: true });
        Assert.Contains("no healthcheck", service.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_one_shot_is_awaited_until_it_ends_with_0()
    {
        var watch = new HealthWatchCase(seconds => seconds < 3 ? Container("backend", ContainerHealth.None) : Ended("backend", 0)) { Services = [new("backend", IsOneShot: true)] };

        var result = await watch.WatchAsync();

        Assert.True(result.IsHealthy, result.Reason);
        Assert.Equal([ServiceVerdict.Starting, ServiceVerdict.Completed], watch.Changes.Select(change => change.Verdict));
        Assert.False(Assert.Single(result.Services).IsWithoutHealthcheck);
    }

    [Theory]
    [InlineData(true, 1, "exited with 1")]
    [InlineData(false, 0, "exited with 0 although it should keep running")]
    [InlineData(false, 3, "exited with 3")]
    public async Task What_ended_is_lost_at_once(bool isOneShot, int exitCode, string reason)
    {
        var watch = new HealthWatchCase(_ => Ended("backend", exitCode)) { Services = [new("backend", IsOneShot: isOneShot)] };

        var result = await watch.WatchAsync();

        Assert.False(result.IsHealthy);
        Assert.Equal($"backend {reason}.", result.Reason);
        Assert.Equal(1, watch.Containers.Looks);
        Assert.Equal(ServiceVerdict.Exited, Assert.Single(result.Services).Verdict);
    }

    [Fact]
    public async Task Lack_of_memory_is_named()
    {
        var result = await new HealthWatchCase(_ => Ended("backend", 137, "on-failure") with { IsOutOfMemory = true, RestartCount = 5 }).WatchAsync();

        Assert.Equal("backend exited with 137 for lack of memory, restarted 5 times.", result.Reason);
    }

    [Fact]
    public async Task A_container_that_the_engine_cannot_start_is_lost_and_the_engine_s_words_are_not_shown()
    {
        var result = await new HealthWatchCase(_ => Container("backend", ContainerHealth.None) with
        {
            State = ContainerState.Created, ExitCode = 128, StartError = new("driver failed: password=hunter2"),
        }).WatchAsync();

        Assert.Equal("backend could not be started by the engine.", result.Reason);
    }

    [Fact]
    public async Task A_healthcheck_that_gives_up_during_the_watch_is_lost_at_once()
    {
        var watch = new HealthWatchCase(seconds => Container("backend", seconds < 4 ? ContainerHealth.Starting : ContainerHealth.Unhealthy) with { FailingStreak = (int)seconds });

        var result = await watch.WatchAsync();

        Assert.Equal("backend is unhealthy: its healthcheck failed 4 times in a row.", result.Reason);
        Assert.Equal(TimeSpan.FromSeconds(4), result.Duration);
    }

    [Fact]
    public async Task A_service_that_is_unhealthy_only_from_before_the_watch_gets_its_chance()
    {
        var watch = new HealthWatchCase(seconds => Container("backend", seconds < 3 ? ContainerHealth.Unhealthy : ContainerHealth.Healthy) with { FailingStreak = seconds < 3 ? 9 : 0 });

        var result = await watch.WatchAsync();

        Assert.True(result.IsHealthy, result.Reason);
        Assert.Equal([ServiceVerdict.Starting, ServiceVerdict.Healthy], watch.Changes.Select(change => change.Verdict));
    }

    [Fact]
    public async Task A_service_that_goes_on_being_unhealthy_is_lost_after_two_further_healthchecks()
    {
        var watch = new HealthWatchCase(seconds => Container("backend", ContainerHealth.Unhealthy) with { FailingStreak = 9 + (int)(seconds / 5) });

        var result = await watch.WatchAsync();

        Assert.Equal("backend is unhealthy: its healthcheck failed 11 times in a row.", result.Reason);
        Assert.Equal(TimeSpan.FromSeconds(10), result.Duration);
    }

    [Fact]
    public async Task A_missing_service_and_a_missing_container_are_awaited_until_time_is_up_and_each_is_named()
    {
        var watch = new HealthWatchCase(_ => [Container("backend"), Container("web", ContainerHealth.Starting)]) { Services = [new("backend", 2), new("worker"), new("web")] };

        var result = await watch.WatchAsync();

        Assert.Equal(
            "Not everything was good within 60 s: backend has 1 of 2 containers; worker has no container; web is starting: its healthcheck has not passed yet.", result.Reason);
        Assert.Equal(TimeSpan.FromSeconds(60), result.Duration);
        Assert.Equal([ServiceVerdict.Missing, ServiceVerdict.Missing, ServiceVerdict.Starting], result.Services.Select(service => service.Verdict));
    }

    [Fact]
    public async Task Containers_of_compose_run_and_those_being_removed_do_not_count()
    {
        var watch = new HealthWatchCase(_ =>
        [
            Container("backend"),
            Ended("backend", 1) with { Id = "once", IsOneOff = true },
            Container("backend", number: 2) with { State = ContainerState.Removing },
        ]);

        Assert.True((await watch.WatchAsync()).IsHealthy);
    }

    [Fact]
    public async Task A_container_too_many_is_judged_as_well_and_named()
    {
        var watch = new HealthWatchCase(_ => [Container("backend"), Ended("backend", 2) with { Id = "other", Name = "shop-backend-2", Number = 2 }]);

        Assert.Equal("backend (container shop-backend-2) exited with 2.", (await watch.WatchAsync()).Reason);
    }

    [Fact]
    public async Task A_paused_container_is_not_good()
    {
        var result = await new HealthWatchCase(_ => Container("backend") with { State = ContainerState.Paused }).WatchAsync();

        Assert.Equal("Not everything was good within 60 s: backend is paused.", result.Reason);
    }

    [Fact]
    public async Task A_cancelled_watch_ends()
    {
        using var cancellation = new CancellationTokenSource();
        var watch = new HealthWatchCase(seconds =>
        {
            if (seconds > 3)
            {
                cancellation.Cancel();
            }

            return Container("backend", ContainerHealth.Starting);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch.WatchAsync(cancellation.Token));
    }
}
