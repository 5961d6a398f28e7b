using DeployOps.Engine;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Log;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Deployment;

/// <summary>A release whose fault lies in a mounted file, on real containers: the release before it runs again with the file that it had.</summary>
public sealed class KeptFilesTests
{
    [DockerEngineFact]
    public async Task A_release_that_breaks_a_mounted_file_goes_back_to_the_one_before_with_the_file_that_it_had()
    {
        await using var stack = new TinyStack();
        await PrepareAsync(stack);
        var run = new StackRun(stack);
        await SetAsync(stack, "good one");
        await SucceedAsync(run.DeployAsync("2026.11.01"));

        await SetAsync(stack, "broken");
        var failed = await run.DeployAsync("2026.11.02", with: options => options with { HealthTimeout = TimeSpan.FromSeconds(20) });

        Assert.Equal((ReleaseResult.RolledBack, ExitCodes.DeployFailedRolledBack), (failed.Result, failed.ExitCode));
        Assert.Contains(failed.Notes, note => note.Contains("conf, conf/front.conf: changed after 2026.11.01", StringComparison.Ordinal));
        Assert.Equal("good one", await ReadAsync(stack));
        Assert.Equal("broken", await File.ReadAllTextAsync(stack.FullPath("conf/front.conf")));
        await Command.SucceedAsync(null, "docker", "restart", $"{stack.Name}-front-1");
        Assert.Equal("good one", await ReadAsync(stack));

        await SetAsync(stack, "good three");
        await SucceedAsync(run.DeployAsync("2026.11.03"));
        Assert.Equal("good three", await ReadAsync(stack));
        Assert.Contains(stack.FullPath("conf/front.conf"), await MountsAsync(stack), StringComparison.Ordinal);

        await SucceedAsync(run.RollBackAsync());
        Assert.Equal("good one", await ReadAsync(stack));
        await SetAsync(stack, "good one");
        var again = await run.DeployAsync("2026.11.04");
        Assert.Equal(ExitCodes.Passed, again.ExitCode);
        Assert.Contains(stack.FullPath("conf/front.conf"), await MountsAsync(stack), StringComparison.Ordinal);
    }

    private static async Task PrepareAsync(TinyStack stack)
    {
        await File.AppendAllTextAsync(stack.FullPath("docker-compose.prod.yml"), """
              front:
                image: debian:trixie-slim
                command: ["sh", "-c", "grep -q good /front.conf && exec sleep infinity"]
                init: true
                restart: unless-stopped
                stop_grace_period: 1s
                volumes: ["./conf/front.conf:/front.conf", "./conf:/conf:ro"]

            """);
        Directory.CreateDirectory(stack.FullPath("conf"));
        await File.WriteAllTextAsync(stack.FullPath(".gitignore"), ".env.prod\n.deployops/\nrelease.log\n");
        await Command.SucceedAsync(stack.Root, "git", "init", "-q");
    }

    // As a pull does: another file under the same name, and git knows it.
    private static async Task SetAsync(TinyStack stack, string content)
    {
        await File.WriteAllTextAsync(stack.FullPath("new"), content);
        File.Move(stack.FullPath("new"), stack.FullPath("conf/front.conf"), overwrite: true);
        await Command.SucceedAsync(stack.Root, "git", "add", "-A");
        await Command.SucceedAsync(stack.Root, "git", "-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "-qm", content, "--allow-empty");
    }

    private static async Task SucceedAsync(Task<ReleaseReport> running)
    {
        var report = await running;
        Assert.True(report.ExitCode == ExitCodes.Passed, $"{report.Summary}\n{string.Join('\n', report.Steps)}");
    }

    private static async Task<string> ReadAsync(TinyStack stack)
    {
        var both = (await Command.SucceedAsync(null, "docker", "exec", $"{stack.Name}-front-1", "sh", "-c", "cat /front.conf; echo; cat /conf/front.conf")).Split('\n');
        Assert.Equal(both[0], both[1]);
        return both[0];
    }

    private static Task<string> MountsAsync(TinyStack stack) =>
        Command.SucceedAsync(null, "docker", "inspect", "--format", "{{range .Mounts}}{{.Source}} {{end}}", $"{stack.Name}-front-1");
}
