using DeployOps.Engine;
using DeployOps.Engine.Releases;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Deployment;

/// <summary>A store whose image is named by the release's tag is not stopped and started by releases that do not change it.</summary>
public sealed class UnchangedServicesTests
{
    [DockerEngineFact]
    public async Task A_release_and_the_way_back_leave_the_containers_alone_that_they_do_not_change()
    {
        await using var stack = await WithStoreAsync();
        var run = new StackRun(stack);
        await SucceedAsync(run.DeployAsync("2026.11.01"));
        var before = await ContainersAsync(stack);

        await SucceedAsync(run.DeployAsync("2026.11.02"));
        var second = await ContainersAsync(stack);
        Assert.Equal(2, before["store"].Split(' ').Length);
        Assert.Equal(before["store"], second["store"]);
        Assert.NotEqual(before["backend"], second["backend"]);
        Assert.Equal(before["mounted"], second["mounted"]);
        Assert.NotEqual(before["folder"], second["folder"]);
        Assert.Contains("2026.11.02", await ReferenceAsync(stack, "backend"), StringComparison.Ordinal);
        Assert.Contains("2026.11.02", await ReferenceAsync(stack, "folder"), StringComparison.Ordinal);

        var failed = await run.DeployAsync("2026.11.03", "unhealthy");
        Assert.Equal((ExitCodes.DeployFailedRolledBack, "2026.11.02"), (failed.ExitCode, failed.LiveTag));
        Assert.Equal(before["store"], (await ContainersAsync(stack))["store"]);

        var back = await SucceedAsync(run.RollBackAsync());
        Assert.Equal("2026.11.01", back.LiveTag);
        Assert.All(back.Services, service => Assert.True(service.IsAsWanted, service.ToString()));
        Assert.Equal(before["store"], (await ContainersAsync(stack))["store"]);
        Assert.Contains("\"release\":\"2026.11.01\"", await stack.AskAsync(), StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public async Task A_container_is_replaced_when_its_configuration_changed_when_it_is_not_well_and_when_the_project_says_so()
    {
        await using var stack = await WithStoreAsync();
        var run = new StackRun(stack);
        await SucceedAsync(run.DeployAsync("2026.11.01"));
        var first = (await ContainersAsync(stack))["store"];

        await ReplaceAsync(stack, "docker-compose.prod.yml", "SETTING: one", "SETTING: two");
        await SucceedAsync(run.DeployAsync("2026.11.02"));
        var changed = (await ContainersAsync(stack))["store"];
        Assert.NotEqual(first, changed);
        Assert.Contains("SETTING=two", await Command.SucceedAsync(null, "docker", "inspect", "--format", "{{.Config.Env}}", changed.Split(' ')[0]), StringComparison.Ordinal);

        Assert.Contains("2026.11.02", await ReferenceAsync(stack, "store"), StringComparison.Ordinal);

        await Command.SucceedAsync(null, "docker", "stop", changed.Split(' ')[0]);
        await SucceedAsync(run.DeployAsync("2026.11.03"));
        var replaced = (await ContainersAsync(stack))["store"];
        Assert.NotEqual(changed, replaced);

        await ReplaceAsync(stack, "deployops.yml", "release:\n", "release:\n  keep-unchanged: false\n");
        await SucceedAsync(run.DeployAsync("2026.11.04"));
        Assert.NotEqual(replaced, (await ContainersAsync(stack))["store"]);
        Assert.Contains("2026.11.04", await ReferenceAsync(stack, "store"), StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public async Task Clearing_old_releases_leaves_the_name_by_which_a_kept_container_is_known()
    {
        await using var stack = await WithStoreAsync();
        await ReplaceAsync(stack, "deployops.yml", "release:\n", "release:\n  keep: 1\n");
        var run = new StackRun(stack);
        await SucceedAsync(run.DeployAsync("2026.11.01"));
        var before = (await ContainersAsync(stack))["store"];
        foreach (var tag in new[] { "2026.11.02", "2026.11.03", "2026.11.04" })
        {
            await SucceedAsync(run.DeployAsync(tag));
            Assert.Equal(before, (await ContainersAsync(stack))["store"]);
        }

        var names = await run.ImagesAsync();
        Assert.Contains($"{stack.Name}-store:2026.11.01", names);
        Assert.DoesNotContain($"{stack.Name}-store:2026.11.02", names);
        Assert.DoesNotContain($"{stack.Name}-app:2026.11.01", names);

        // A name that points elsewhere by now is of no use: the release's own image has to run.
        await Command.SucceedAsync(null, "docker", "tag", $"{stack.Name}-app:2026.11.04", $"{stack.Name}-store:2026.11.01");
        var moved = await SucceedAsync(run.DeployAsync("2026.11.05"));
        Assert.All(moved.Services, service => Assert.True(service.IsAsWanted, service.ToString()));
        Assert.NotEqual(before, (await ContainersAsync(stack))["store"]);
    }

    private static async Task<TinyStack> WithStoreAsync()
    {
        var stack = new TinyStack();
        await stack.AddUnchangingAsync("store", containers: 2);
        await stack.AddUnchangingAsync("mounted", "./server.pl:/etc/server.pl:ro");
        await stack.AddUnchangingAsync("folder", "./:/etc/folder:ro");
        return stack;
    }

    private static async Task<ReleaseReport> SucceedAsync(Task<ReleaseReport> running)
    {
        var report = await running;
        Assert.True(report.ExitCode == ExitCodes.Passed, $"{report.Summary}\n{string.Join('\n', report.Steps)}");
        return report;
    }

    private static async Task ReplaceAsync(TinyStack stack, string file, string old, string now)
    {
        var text = await File.ReadAllTextAsync(stack.FullPath(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(stack.FullPath(file), text.Replace(old, now, StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, string>> ContainersAsync(TinyStack stack)
    {
        var lines = await Command.SucceedAsync(
            null, "docker", "ps", "--no-trunc", "--filter", $"label=com.docker.compose.project={stack.Name}", "--format", "{{.Label \"com.docker.compose.service\"}} {{.ID}}");
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).GroupBy(pair => pair[0], StringComparer.Ordinal)
            .ToDictionary(service => service.Key, service => string.Join(' ', service.Select(pair => pair[1].Trim()).Order(StringComparer.Ordinal)), StringComparer.Ordinal);
    }

    private static async Task<string> ReferenceAsync(TinyStack stack, string service) =>
        await Command.SucceedAsync(null, "docker", "inspect", "--format", "{{.Config.Image}}", (await ContainersAsync(stack))[service].Split(' ')[0]);
}
