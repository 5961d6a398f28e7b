using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Health;
using Xunit;
using static DeployOps.Engine.Tests.Releases.Health.ScriptedContainers;

namespace DeployOps.Engine.Tests.Releases.Health;

/// <summary>Rows RB8, CH9 and KP13: a stack at any time, its services against their limits.</summary>
public sealed class GetStackHealthTests
{
    private const long Mebibyte = 1024 * 1024;

    [Fact]
    public async Task A_good_stack_is_healthy_with_the_figures_of_its_services()
    {
        using var look = new HealthLook
        {
            All = [Container("backend") with { MemoryLimit = 128 * Mebibyte, RestartCount = 1 }, Ended("migrate", 0)],
            Usage = _ => Task.FromResult<IReadOnlyList<ContainerUsage>>([new("backend-1", 12.5, 64 * Mebibyte, 128 * Mebibyte)]),
            Written = new Dictionary<string, long> { ["backend-1"] = 4096, ["migrate-1"] = 0 },
            Log = id => id == "backend-1" ? "2026-11-20T10:59:00.000000000Z ready\n" : "",
        };

        var health = await look.RunAsync();

        Assert.Equal((HealthLevel.Healthy, ExitCodes.Passed, "shop is healthy: 2 services."), (health.Level, health.ExitCode, health.Summary));
        Assert.Empty(health.Notes);
        var backend = health.Services[1];
        Assert.Equal(
            new ServiceHealth
            {
                Service = "backend", Verdict = ServiceVerdict.Healthy, Level = HealthLevel.Healthy, Detail = "is healthy", Image = "shop/backend:1", Containers = 1,
                Uptime = TimeSpan.FromHours(1), Restarts = 1, ProcessorPercent = 12.5, MemoryBytes = 64 * Mebibyte, MemoryLimitBytes = 128 * Mebibyte, DiskBytes = 4096,
                LogBytesPerHour = 6 * 37,
            },
            backend);
        Assert.Equal((ServiceVerdict.Completed, HealthLevel.Healthy), (health.Services[0].Verdict, health.Services[0].Level));
    }

    [Fact]
    public async Task What_is_over_a_limit_is_degraded_and_every_limit_is_named()
    {
        using var look = new HealthLook
        {
            All = [Container("backend") with { MemoryLimit = 100 * Mebibyte, RestartCount = 4 }, Ended("migrate", 0)],
            Usage = _ => Task.FromResult<IReadOnlyList<ContainerUsage>>([new("backend-1", 180, 95 * Mebibyte, 100 * Mebibyte)]),
            Log = _ => string.Concat(Enumerable.Repeat("2026-11-20T10:59:00.000000000Z " + new string('x', 9_000) + "\n", 3_000)),
            Health = new HealthSettings { LogGrowthMebibytes = 50 },
        };

        var health = await look.RunAsync();

        Assert.Equal((HealthLevel.Degraded, ExitCodes.Passed), (health.Level, health.ExitCode));
        Assert.Equal(ServiceVerdict.Degraded, health.Services[1].Verdict);
        Assert.Equal(
            "is healthy, but it uses 180 % of a processor, over 90 %; it uses 95 % of its memory limit of 100 MiB, over 90 %; it was restarted 4 times, more than 3; "
            + "its log grows by 155 MiB an hour, over 50 MiB",
            health.Services[1].Detail);
        Assert.Equal($"shop is degraded: backend {health.Services[1].Detail}.", health.Summary);
    }

    [Fact]
    public async Task A_log_that_is_faster_than_can_be_read_is_judged_by_the_time_of_its_oldest_line()
    {
        using var look = new HealthLook { Log = _ => string.Concat(Enumerable.Repeat("2026-11-20T10:59:59.000000000Z " + new string('x', 68) + "\n", 9_000)) };

        Assert.Equal(5_000L * 100 * 3600, (await look.RunAsync()).Services[1].LogBytesPerHour);
    }

    [Fact]
    public async Task The_noise_of_a_start_is_no_growth()
    {
        using var look = new HealthLook
        {
            All = [Container("backend") with { Started = HealthLook.Now.AddSeconds(-20) }],
            Log = _ => string.Concat(Enumerable.Repeat("2026-11-20T10:59:59.000000000Z " + new string('x', 68) + "\n", 9_000)),
        };

        Assert.Null((await look.RunAsync()).Services[1].LogBytesPerHour);
    }

    [Theory]
    [InlineData(ContainerState.Exited, ContainerHealth.Unhealthy, 0, ServiceVerdict.Exited, HealthLevel.Unhealthy, "exited with 1")]
    [InlineData(ContainerState.Running, ContainerHealth.Unhealthy, 0, ServiceVerdict.Unhealthy, HealthLevel.Unhealthy, "is unhealthy: its healthcheck failed 5 times in a row")]
    [InlineData(ContainerState.Running, ContainerHealth.Starting, 0, ServiceVerdict.Starting, HealthLevel.Unknown, "is starting: its healthcheck has not passed yet")]
    [InlineData(ContainerState.Running, ContainerHealth.Starting, 2, ServiceVerdict.Restarting, HealthLevel.Unhealthy, "was restarted 2 times, the last time a moment ago")]
    [InlineData(ContainerState.Restarting, ContainerHealth.Starting, 2, ServiceVerdict.Restarting, HealthLevel.Unhealthy, "was restarted 2 times, last exit code 1")]
    [InlineData(ContainerState.Paused, ContainerHealth.Healthy, 0, ServiceVerdict.Unhealthy, HealthLevel.Unhealthy, "is paused")]
    [InlineData(ContainerState.Created, ContainerHealth.None, 0, ServiceVerdict.Exited, HealthLevel.Unhealthy, "was made and never started")]
    [InlineData(ContainerState.Dead, ContainerHealth.None, 0, ServiceVerdict.Exited, HealthLevel.Unhealthy, "is dead: the engine could not remove it wholly")]
    public async Task One_look_tells_what_does_not_work(ContainerState state, ContainerHealth health, int restarts, ServiceVerdict verdict, HealthLevel level, string detail)
    {
        using var look = new HealthLook
        {
            All =
            [
                Container("backend", health) with
                {
                    State = state, RestartCount = restarts, FailingStreak = 5, Started = HealthLook.Now.AddSeconds(-3),
                    ExitCode = state is ContainerState.Exited or ContainerState.Restarting ? 1 : 0,
                },
                Ended("migrate", 0),
            ],
        };

        var seen = await look.RunAsync();

        Assert.Equal((verdict, level, detail), (seen.Services[1].Verdict, seen.Services[1].Level, seen.Services[1].Detail));
        Assert.Equal(level, seen.Level);
        Assert.Equal(level == HealthLevel.Unknown ? ExitCodes.Environment : ExitCodes.GateFailed, seen.ExitCode);
        Assert.Contains("backend " + detail, seen.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_service_is_unhealthy_and_a_one_shot_that_was_removed_after_its_work_is_not()
    {
        using var look = new HealthLook { All = [Container("old")] };

        var health = await look.RunAsync();

        Assert.Equal(
            [("migrate", ServiceVerdict.Missing, HealthLevel.Healthy), ("backend", ServiceVerdict.Missing, HealthLevel.Unhealthy), ("old", ServiceVerdict.Healthy, HealthLevel.Healthy)],
            health.Services.Select(service => (service.Service, service.Verdict, service.Level)));
    }

    [Fact]
    public async Task A_stack_without_containers_is_unhealthy_and_the_next_command_is_named()
    {
        using var look = new HealthLook { All = [Ended("backend", 0) with { IsOneOff = true }] };

        var health = await look.RunAsync();

        Assert.Equal((HealthLevel.Unhealthy, ExitCodes.GateFailed), (health.Level, health.ExitCode));
        Assert.StartsWith("Nothing of the stack 'shop' is there. Release it with 'deployops deploy'", health.Summary, StringComparison.Ordinal);
        Assert.All(health.Services, service => Assert.Equal(ServiceVerdict.Missing, service.Verdict));
    }

    [Fact]
    public async Task Only_the_named_services_are_looked_at_and_a_name_that_is_none_is_refused_with_those_that_are()
    {
        using var look = new HealthLook { All = [Container("backend")] };

        var health = await look.RunAsync(new HealthOptions { Services = ["backend"] });
        var failure = await Assert.ThrowsAsync<UnknownServiceException>(() => look.RunAsync(new HealthOptions { Services = ["backend", "bakend"] }));

        Assert.Equal("backend", Assert.Single(health.Services).Service);
        Assert.Equal("The stack 'shop' has no service 'bakend'; nothing was looked at.", failure.Message);
        Assert.Equal("Name some of these: migrate, backend.", failure.RecommendedAction);
    }

    [Fact]
    public async Task With_several_containers_the_worst_counts()
    {
        using var look = new HealthLook
        {
            All = [Container("backend") with { MemoryLimit = 100 }, Container("backend", number: 2) with { MemoryLimit = 1000, RestartCount = 2 }, Ended("migrate", 0)],
            Usage = _ => Task.FromResult<IReadOnlyList<ContainerUsage>>([new("backend-1", 10, 80, 100), new("backend-2", 30, 90, 1000)]),
            Written = new Dictionary<string, long> { ["backend-1"] = 1, ["backend-2"] = 2 },
        };

        var backend = (await look.RunAsync()).Services[1];

        Assert.Equal((2, 2, 30.0, 80L, 100L, 3L), (backend.Containers, backend.Restarts, backend.ProcessorPercent, backend.MemoryBytes, backend.MemoryLimitBytes, backend.DiskBytes));
    }

    [Fact]
    public async Task A_measurement_that_fails_or_hangs_is_noted_and_takes_nothing_with_it()
    {
        using var failing = new HealthLook { Usage = _ => throw new DockerCommandFailedException("stats", 1), Log = _ => throw new DockerCommandFailedException("container logs", 1) };
        using var hanging = new HealthLook
        {
            Usage = async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return [];
            },
        };

        var failed = await failing.RunAsync();
        var late = await hanging.RunAsync(new HealthOptions { Timeout = TimeSpan.FromMilliseconds(200) });

        Assert.Equal(HealthLevel.Healthy, failed.Level);
        Assert.Equal(2, failed.Notes.Count);
        Assert.Contains(failed.Notes, note => note.StartsWith("How fast the log of backend grows was not measured: 'docker container logs' failed", StringComparison.Ordinal));
        Assert.Equal(HealthLevel.Healthy, late.Level);
        Assert.Equal("What the containers use was not measured: time was up.", Assert.Single(late.Notes));
    }

    [Fact]
    public async Task A_look_that_is_stopped_ends()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        using var look = new HealthLook
        {
            Usage = async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return [];
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look.RunAsync(cancellationToken: stop.Token));
    }
}
