using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Smoke;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Smoke;

public sealed class SmokeTestTests
{
    [Fact]
    public async Task The_address_is_found_from_the_ports_and_the_logs_are_read_beside_the_requests()
    {
        using var folder = new SmokeFolder("  log-lines: 50");
        await using var server = new AnsweringServer();
        var containers = new StandInContainers(StandInContainers.Container("web", Port(server.Address.Port, 80)), StandInContainers.Container("backend"));
        containers.Logs["web"] = "all is well\n";
        containers.Logs["backend"] = "FATAL: with n0t-Sh0wn-anywhere\n";
        var since = DateTimeOffset.UtcNow;

        var report = await folder.RunAsync(new SmokeOptions { LogsSince = since }, containers);

        Assert.Equal(server.Address.ToString().TrimEnd('/'), report.BaseUrl);
        Assert.Equal(new LogFinding("backend", "shop-backend-1", "fatal", "FATAL: with ***", 1), Assert.Single(report.Logs));
        Assert.Equal((50, since), containers.Asked);
        Assert.Equal((false, 1, 1), (report.Passed, report.ExitCode, containers.Looks));
        Assert.Contains("backend (fatal)", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_a_log_is_hidden_whatever_its_variable_is_called()
    {
        using var folder = new SmokeFolder("  requests: [{ path: /, token-variable: PLAIN }]");
        await using var server = new AnsweringServer();
        var containers = new StandInContainers(StandInContainers.Container("web"));
        containers.Logs["web"] = "FATAL: token t0ken-Value-7\n";

        var report = await folder.RunAsync(new SmokeOptions { BaseUrl = server.Address }, containers, name => name == "PLAIN" ? "t0ken-Value-7" : null);

        Assert.Equal("FATAL: token ***", Assert.Single(report.Logs).Line);
    }

    [Fact]
    public async Task Without_logs_and_with_an_address_docker_is_not_asked()
    {
        using var folder = new SmokeFolder();
        await using var server = new AnsweringServer();
        var containers = new StandInContainers { Failure = new DockerDaemonUnreachableException(isRefused: false) };

        Assert.True((await folder.RunAsync(new SmokeOptions { BaseUrl = server.Address, WithoutLogs = true }, containers)).Passed);
        Assert.Equal(0, containers.Looks);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_ends_the_test_at_once()
    {
        using var folder = new SmokeFolder();
        await using var server = new AnsweringServer { Delay = (_, _) => TimeSpan.FromMinutes(1) };
        var containers = new StandInContainers { Failure = new DockerDaemonUnreachableException(isRefused: false) };

        await Assert.ThrowsAsync<DockerDaemonUnreachableException>(() => folder.RunAsync(new SmokeOptions { BaseUrl = server.Address }, containers));
    }

    [Fact]
    public async Task A_stack_without_containers_is_no_healthy_stack()
    {
        using var folder = new SmokeFolder();
        await using var server = new AnsweringServer();

        await Assert.ThrowsAsync<StackNotRunningException>(() => folder.RunAsync(new SmokeOptions { BaseUrl = server.Address }));
    }

    [Fact]
    public async Task Without_a_published_port_the_next_step_is_named()
    {
        using var folder = new SmokeFolder();
        var containers = new StandInContainers(StandInContainers.Container("web"));

        var failure = await Assert.ThrowsAsync<SmokeAddressUnknownException>(() => folder.RunAsync(new SmokeOptions { WithoutLogs = true }, containers));

        Assert.Contains("smoke.base-url", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("'shop'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_named_paths_are_asked_and_an_unknown_one_is_refused()
    {
        using var folder = new SmokeFolder();
        await using var server = new AnsweringServer();

        var report = await folder.RunAsync(new SmokeOptions { BaseUrl = server.Address, WithoutLogs = true, Paths = ["/"] });
        var failure = await Assert.ThrowsAsync<SmokePathUnknownException>(() => folder.RunAsync(new SmokeOptions { BaseUrl = server.Address, Paths = ["/other"] }));

        Assert.Equal("/", Assert.Single(report.Answers).Path);
        Assert.Contains("/api/openapi.json", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_to_ask_it_fails_and_an_address_with_credentials_is_refused_without_showing_them()
    {
        using var folder = new SmokeFolder("  requests: []");

        await Assert.ThrowsAsync<SmokeTestEmptyException>(() => folder.RunAsync(new SmokeOptions { WithoutLogs = true }));
        var failure = await Assert.ThrowsAsync<SmokeAddressInvalidException>(() => folder.RunAsync(new SmokeOptions { BaseUrl = new Uri("http://a:pa55word@b/") }));
        Assert.DoesNotContain("pa55word", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_said_to_be_unread()
    {
        using var folder = new SmokeFolder("  requests: []");

        var report = await folder.RunAsync(new SmokeOptions(), new StandInContainers(StandInContainers.Container("web")));

        Assert.Equal("The log of shop-web-1 could not be read; its lines were not looked at.", Assert.Single(report.Notes));
    }

    public static TheoryData<string?, StackContainer, StackContainer> Restarts()
    {
        var calm = StandInContainers.Container("web");
        var restarted = calm with { RestartCount = 2, Started = DateTimeOffset.UtcNow.AddHours(-1) };
        return new()
        {
            { null, calm, calm },
            { null, restarted, restarted },
            { "restart loop", restarted, restarted with { RestartCount = 3 } },
            { "restart loop", calm with { State = ContainerState.Restarting }, calm with { State = ContainerState.Restarting } },
            { "restart loop", restarted with { RestartCount = 4, Health = ContainerHealth.None, Started = DateTimeOffset.UtcNow }, restarted with { RestartCount = 4, Health = ContainerHealth.None, Started = DateTimeOffset.UtcNow } },
            { null, restarted with { RestartCount = 4, Started = DateTimeOffset.UtcNow }, restarted with { RestartCount = 4, Started = DateTimeOffset.UtcNow } },
            { "ended with exit code 3", calm with { State = ContainerState.Exited, ExitCode = 3 }, calm },
            { null, calm with { State = ContainerState.Exited }, calm },
            { null, calm with { State = ContainerState.Exited, ExitCode = 3, IsOneOff = true }, calm },
            { "out of memory", calm with { IsOutOfMemory = true }, calm },
        };
    }

    [Theory]
    [MemberData(nameof(Restarts))]
    public async Task A_container_that_does_not_stay_up_is_found(string? rule, StackContainer first, StackContainer later)
    {
        using var folder = new SmokeFolder("  requests: []\n  log-lines: 0");
        var containers = new StandInContainers(first, StandInContainers.Container("other")) { Later = [later] };

        var report = await folder.RunAsync(new SmokeOptions(), containers);

        Assert.Equal(rule is null ? [] : [rule], report.Logs.Select(finding => finding.Rule));
    }

    private static PublishedPort Port(int host, int inside) => new("0.0.0.0", host, inside, "tcp");
}
