using System.Text.Json;
using DeployOps.Engine.Releases.Smoke;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Smoke;

/// <summary>The smoke test on real containers: through the published port of the proxy, with the logs that docker has.</summary>
public sealed class SmokeTestTests
{
    [DockerEngineFact]
    public async Task A_healthy_stack_passes_in_little_more_than_its_slowest_answer()
    {
        await using var stack = await StartAsync("ok");

        var report = await RunAsync(stack);

        Assert.True(report.Passed, Everything(report));
        Assert.Equal(stack.Address.ToString().TrimEnd('/'), report.BaseUrl);
        Assert.Equal(["/", "/api/v1/things"], report.Answers.Select(answer => answer.Path));
        Assert.All(report.Answers, answer => Assert.Equal(1, answer.Tries));
        Assert.Empty(report.Notes);
        Assert.InRange(report.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [DockerEngineFact]
    public async Task An_error_behind_a_healthy_proxy_fails_and_the_secret_stays_hidden()
    {
        await using var stack = await StartAsync("error500-v1");
        await stack.ComposeAsync("2026.11.01", "exec", "-T", "backend", "sh", "-c", "echo FATAL: tried with $APP_PASSWORD > /proc/1/fd/1");

        var report = await RunAsync(stack);

        var failed = Assert.Single(report.Answers, answer => !answer.Passed);
        Assert.Equal(("/api/v1/things", 500, 3), (failed.Path, failed.Status, failed.Tries));
        Assert.Equal("status 500 instead of 200", failed.Detail);
        Assert.Equal("FATAL: tried with ***", Assert.Single(report.Logs).Line);
        Assert.DoesNotContain(stack.Secret, Everything(report), StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public async Task A_fatal_line_is_found_once_and_not_when_it_lies_before_the_time_that_is_looked_at()
    {
        await using var stack = await StartAsync("fatal-log");

        var whole = await RunAsync(stack);
        var later = await RunAsync(stack, new SmokeOptions { LogsSince = DateTimeOffset.UtcNow.AddSeconds(1) });

        Assert.Equal(("backend", "fatal", "FATAL: the ledger is damaged"), Assert.Single(whole.Logs) is var found ? (found.Service, found.Rule, found.Line) : default);
        Assert.Equal(1, whole.ExitCode);
        Assert.True(later.Passed, Everything(later));
    }

    [DockerEngineFact]
    public async Task A_service_that_ends_again_and_again_is_a_restart_loop()
    {
        await using var stack = await StartAsync("crash", wait: false);

        // Nothing publishes a port while the proxy waits for such a backend.
        var report = await RunAsync(stack, new SmokeOptions { BaseUrl = stack.Address });

        Assert.All(report.Answers, answer => Assert.Equal("the connection was refused: nothing listens there", answer.Detail));
        Assert.Equal("restart loop", Assert.Single(report.Logs, finding => finding.Service == "backend").Rule);
    }

    [DockerEngineFact]
    public async Task A_stack_that_was_taken_down_is_named()
    {
        await using var stack = new TinyStack();

        var failure = await Assert.ThrowsAsync<SmokeAddressUnknownException>(() => RunAsync(stack, new SmokeOptions { WithoutLogs = true }));
        Assert.Contains(stack.Name, failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StackNotRunningException>(() => RunAsync(stack, new SmokeOptions { BaseUrl = stack.Address }));
    }

    private static async Task<TinyStack> StartAsync(string behaviour, bool wait = true)
    {
        var stack = new TinyStack();
        stack.Behave(behaviour);
        string[] arguments = wait ? ["up", "--detach", "--build"] : ["up", "--detach", "--build", "backend", "worker"];
        await stack.ComposeAsync("2026.11.01", arguments);

        // Until the proxy is healthy; or, where it waits for a backend that crashes, until that one was restarted more often than a service may be.
        var (container, field, wanted) = wait ? ("proxy", ".State.Health.Status", "healthy") : ("backend", ".RestartCount", "[4-9]");
        await Command.SucceedAsync(null, "bash", "-c", $"for i in $(seq 300); do docker inspect -f '{{{{{field}}}}}' {stack.Name}-{container}-1 | grep -qx '{wanted}' && exit 0; sleep 0.1; done; exit 1");
        return stack;
    }

    private static Task<SmokeReport> RunAsync(TinyStack stack, SmokeOptions? options = null) =>
        new SmokeTest(stack.Project).RunAsync(options ?? new SmokeOptions(), CancellationToken.None);

    private static string Everything(SmokeReport report) => JsonSerializer.Serialize(report);
}
