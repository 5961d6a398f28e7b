using DeployOps.Engine;
using DeployOps.Engine.Releases;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Deployment;

/// <summary>Services that get another name, on real containers: what only one of them can have goes from the one to the other, and back.</summary>
public sealed class LeavingServicesTests
{
    // It notes when another server has the same folder, as a database server would that looks at its lock file.
    private const string Server = """["sh", "-c", "test ! -e /data/lock || echo second > /data/alarm; touch /data/lock; trap 'sleep 1; rm -f /data/lock; exit 0' TERM; while :; do sleep 0.1; done"]""";

    [DockerEngineFact]
    public async Task A_service_with_a_port_a_name_and_a_volume_is_renamed_and_a_release_that_fails_gives_them_back()
    {
        await using var stack = new TinyStack();
        var path = stack.FullPath("docker-compose.prod.yml");
        await stack.AddUnchangingAsync("store", "data:/data");
        await stack.AddUnchangingAsync("unnamed");
        await ReplaceAsync(path, "command: [\"sleep\", \"infinity\"]\n    stop_grace_period: 1s\n    volumes: [\"data:/data\"]", $"command: {Server}\n    container_name: ${{STACK_NAME}}-fixed\n    stop_grace_period: 5s\n    volumes: [\"data:/data\"]");
        await File.AppendAllTextAsync(path, "volumes: { data: {} }\n");
        var run = new StackRun(stack);
        await SucceedAsync(run.DeployAsync("2026.11.01"));
        var unnamed = await VolumeAsync(stack);

        await ReplaceAsync(path, "\n  store:", "\n  base:");
        await ReplaceAsync(path, "\n  proxy:", "\n  gateway:");
        var failed = await run.DeployAsync("2026.11.02", "unhealthy");
        Assert.True(failed.ExitCode == ExitCodes.DeployFailedRolledBack, failed.Summary);
        Assert.Contains("\"release\":\"2026.11.01\"", await stack.AskAsync(), StringComparison.Ordinal);
        Assert.Equal(["backend", "proxy", "setup", "store", "unnamed", "worker"], Services(await run.ContainersAsync()));
        Assert.Equal("store", await FixedAsync(stack));

        // A new service that cannot even start leaves the old one where it was, also when nothing is put back.
        await ReplaceAsync(path, "\n  gateway:\n", "\n  gateway:\n    user: nosuch\n");
        var broken = await run.DeployAsync("2026.11.03", with: options => options with { NoRollback = true });
        Assert.True(broken.ExitCode == ExitCodes.DeployAndRollbackFailed, broken.Summary);
        Assert.Contains("\"release\"", await stack.AskAsync(), StringComparison.Ordinal);
        await ReplaceAsync(path, "    user: nosuch\n", "");

        await SucceedAsync(run.DeployAsync("2026.11.04"));
        Assert.Equal(["backend", "base", "gateway", "setup", "unnamed", "worker"], Services(await run.ContainersAsync()));
        Assert.Equal("base", await FixedAsync(stack));

        // Everything is made anew, and what an unnamed volume holds goes along.
        await SucceedAsync(run.RollBackAsync(options => options with { Recreate = true }));
        Assert.Equal(["backend", "proxy", "setup", "store", "unnamed", "worker"], Services(await run.ContainersAsync()));
        Assert.Equal(unnamed, await VolumeAsync(stack));
        var files = await Command.SucceedAsync(null, "docker", "exec", $"{stack.Name}-fixed", "ls", "/data");
        Assert.Equal("lock", files.Trim());
    }

    private static async Task SucceedAsync(Task<ReleaseReport> running)
    {
        var report = await running;
        Assert.True(report.ExitCode == ExitCodes.Passed, $"{report.Summary}\n{string.Join('\n', report.Steps)}");
    }

    private static IReadOnlyList<string> Services(IReadOnlyList<string> containers) => [.. containers.Select(line => line.Split(' ')[0])];

    private static async Task<string> FixedAsync(TinyStack stack) =>
        (await Command.SucceedAsync(null, "docker", "inspect", "--format", "{{index .Config.Labels \"com.docker.compose.service\"}}", $"{stack.Name}-fixed")).Trim();

    private static async Task<string> VolumeAsync(TinyStack stack) =>
        (await Command.SucceedAsync(null, "docker", "inspect", "--format", "{{range .Mounts}}{{.Name}}{{end}}", $"{stack.Name}-unnamed-1")).Trim();

    private static async Task ReplaceAsync(string path, string old, string now)
    {
        var text = await File.ReadAllTextAsync(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(old, now, StringComparison.Ordinal));
    }
}
