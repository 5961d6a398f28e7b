using DeployOps.Engine;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Log;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Deployment;

/// <summary>Rows RB7 to RB13 and PA17 on real containers: a release ends with the new one healthy or with the old one.</summary>
public sealed class DeploymentTests
{
    [DockerEngineFact]
    public async Task A_release_goes_live_fails_in_every_way_and_ends_with_the_old_one_by_its_image_ids()
    {
        await using var stack = new TinyStack();
        var run = new StackRun(stack);

        var first = await run.DeployAsync("2026.11.01");
        Assert.True(first.ExitCode == ExitCodes.Passed, Explain(first));
        var second = await run.DeployAsync("2026.11.02");
        Assert.True(second.ExitCode == ExitCodes.Passed, Explain(second));
        Assert.Equal("2026.11.01", second.PreviousTag);
        Assert.All(second.Services, service => Assert.True(service.IsAsWanted, service.ToString()));
        Assert.Contains("\"release\":\"2026.11.02\"", await stack.AskAsync(), StringComparison.Ordinal);
        var (containers, images) = (await run.ContainersAsync(), await run.ImagesAsync());
        var backend = await stack.RunningImageAsync("backend");

        foreach (var (fault, step) in new[]
        {
            ("crash", ReleaseStep.Up), ("unhealthy", ReleaseStep.Up), ("error500", ReleaseStep.Smoke), ("error500-v1", ReleaseStep.Smoke),
            ("build", ReleaseStep.Build), ("fatal-log", ReleaseStep.Smoke),
        })
        {
            var failed = await run.DeployAsync("2026.11.03", fault);
            Assert.True(failed.ExitCode == ExitCodes.DeployFailedRolledBack, $"{fault}: {Explain(failed)}");
            Assert.Equal("2026.11.02", failed.LiveTag);
            Assert.True(failed.Steps.First(report => report.Outcome == StepOutcome.Failed).Step is { } at && (at == step || (step == ReleaseStep.Up && at == ReleaseStep.Healthy)), Explain(failed));
            Assert.Equal(backend, await stack.RunningImageAsync("backend"));
            Assert.Equal(containers, await run.ContainersAsync());
            Assert.Equal(images, await run.ImagesAsync());
            Assert.Contains("\"release\":\"2026.11.02\"", await stack.AskAsync(), StringComparison.Ordinal);
        }

        var journal = await run.JournalAsync();
        Assert.Null(journal.Unfinished);
        Assert.Empty(journal.Damages);
        Assert.Equal(8, journal.Operations.Count);
        Assert.DoesNotContain(stack.Secret, run.Written(), StringComparison.Ordinal);
        Assert.DoesNotContain(stack.Secret, string.Join('\n', run.Shown), StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public async Task A_stack_that_was_started_by_hand_is_gone_back_to_as_it_was()
    {
        await using var stack = new TinyStack();
        var run = new StackRun(stack);
        await stack.ComposeAsync("2026.10.31", "up", "--detach", "--build", "--wait", "backend", "proxy", "worker");
        var (backend, worker) = (await stack.RunningImageAsync("backend"), await stack.RunningImageAsync("worker"));

        var failed = await run.DeployAsync("2026.11.01", "crash");

        Assert.True(failed.ExitCode == ExitCodes.DeployFailedRolledBack, Explain(failed));
        Assert.Equal("2026.10.31", failed.PreviousTag);
        Assert.Equal((backend, worker), (await stack.RunningImageAsync("backend"), await stack.RunningImageAsync("worker")));
        Assert.Equal(ReleaseResult.RolledBack, (await run.JournalAsync()).Operations[^1].Result);
    }

    [DockerEngineFact]
    public async Task A_hotfix_by_hand_is_gone_back_to_with_its_image_and_a_first_release_that_failed_never()
    {
        await using var stack = new TinyStack();
        var run = new StackRun(stack);
        Assert.Equal(ExitCodes.DeployAndRollbackFailed, (await run.DeployAsync("2026.11.01", "error500")).ExitCode);
        var second = await run.DeployAsync("2026.11.02");
        Assert.True(second.ExitCode == ExitCodes.Passed && second.PreviousTag is null, Explain(second));
        Assert.DoesNotContain("gone back to", second.Summary, StringComparison.Ordinal);

        await stack.ComposeAsync("2026.11.02-hotfix", "up", "--detach", "--build", "--no-deps", "--wait", "backend");
        var (backend, proxy) = (await stack.RunningImageAsync("backend"), await stack.RunningImageAsync("proxy"));
        await File.AppendAllTextAsync(stack.FullPath("docker-compose.prod.yml"), $"  extra:\n    image: {stack.Name}-extra:${{TAG}}\n    build: {{ context: . }}\n    restart: unless-stopped\n    command: [\"sleep\", \"infinity\"]\n");
        var failed = await run.DeployAsync("2026.11.03", "unhealthy");

        Assert.True(failed.ExitCode == ExitCodes.DeployFailedRolledBack, Explain(failed));
        Assert.Equal("2026.11.02-by-hand", failed.LiveTag);
        Assert.Equal((backend, proxy), (await stack.RunningImageAsync("backend"), await stack.RunningImageAsync("proxy")));
        Assert.Equal(4, (await run.ContainersAsync()).Count);
    }

    [DockerEngineFact]
    public async Task The_same_tag_built_again_and_broken_goes_back_to_the_image_it_had()
    {
        await using var stack = new TinyStack();
        var run = new StackRun(stack);
        await run.DeployAsync("2026.11.01");
        var backend = await stack.RunningImageAsync("backend");

        var failed = await run.DeployAsync("2026.11.01", "unhealthy");

        Assert.True(failed.ExitCode == ExitCodes.DeployFailedRolledBack, Explain(failed));
        Assert.Equal(backend, await stack.RunningImageAsync("backend"));
        Assert.Equal(backend, (await Command.SucceedAsync(null, "docker", "image", "inspect", "--format", "{{.Id}}", $"{stack.Name}-app:2026.11.01")).Trim());
    }

    [DockerEngineFact]
    public async Task A_service_that_only_the_failed_release_has_is_gone_and_a_bad_environment_file_is_gone_back_from()
    {
        await using var stack = new TinyStack();
        var run = new StackRun(stack);
        await run.DeployAsync("2026.11.01");
        var containers = await run.ContainersAsync();
        var compose = stack.FullPath("docker-compose.prod.yml");
        await File.AppendAllTextAsync(compose, $"  extra:\n    image: {stack.Name}-extra:${{TAG}}\n    build: {{ context: . }}\n    restart: unless-stopped\n    command: [\"sleep\", \"infinity\"]\n");
        await File.WriteAllTextAsync(compose, (await File.ReadAllTextAsync(compose)).Replace("APP_PASSWORD: \"${APP_PASSWORD:?}\"", "APP_PASSWORD: \"other\"", StringComparison.Ordinal));

        var failed = await run.DeployAsync("2026.11.02", "unhealthy");

        Assert.True(failed.ExitCode == ExitCodes.DeployFailedRolledBack, Explain(failed));
        Assert.Equal(containers, await run.ContainersAsync());
        Assert.Contains(stack.Secret, await Command.SucceedAsync(null, "docker", "inspect", "--format", "{{.Config.Env}}", $"{stack.Name}-backend-1"), StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public async Task Containers_that_compose_was_replacing_when_it_was_killed_do_not_block_the_next_release()
    {
        await using var stack = new TinyStack();
        var run = new StackRun(stack);
        await run.DeployAsync("2026.11.01");

        // As compose leaves them: one whose old container is gone already, and one whose old container still stands.
        await Command.SucceedAsync(null, "docker", "rename", $"{stack.Name}-worker-1", $"0123456789ab_{stack.Name}-worker-1");
        await Command.SucceedAsync(
            null, "docker", "create", "--name", $"ba9876543210_{stack.Name}-backend-1", "--label", $"com.docker.compose.project={stack.Name}", "--label", "com.docker.compose.service=backend",
            "--label", "com.docker.compose.oneoff=False", "--label", "com.docker.compose.container-number=1", $"{stack.Name}-app:2026.11.01");

        var next = await run.DeployAsync("2026.11.02");

        Assert.True(next.ExitCode == ExitCodes.Passed, Explain(next));
        Assert.Equal(4, (await run.ContainersAsync()).Count);
        Assert.Equal("2026.11.01", next.PreviousTag);
    }

    private static string Explain(ReleaseReport report) => $"{report.Summary}\n{string.Join('\n', report.Steps)}\n{string.Join('\n', report.Notes)}\n{report.Failure}";
}
