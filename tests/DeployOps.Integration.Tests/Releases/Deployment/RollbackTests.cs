using DeployOps.Engine;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Deployment;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Rollback;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Deployment;

/// <summary>Row RB13 on real containers: back to what ran, by its image ids, or a refusal before anything is stopped.</summary>
public sealed class RollbackTests
{
    [DockerEngineFact]
    public async Task Rollbacks_go_back_step_by_step_or_to_a_tag_and_refuse_before_anything_is_stopped()
    {
        await using var stack = new TinyStack();
        var run = new StackRun(stack);
        foreach (var tag in new[] { "2026.11.01", "2026.11.02", "2026.11.03" })
        {
            Assert.Equal(ExitCodes.Passed, (await run.DeployAsync(tag)).ExitCode);
        }

        Assert.Equal(["2026.11.02", "2026.11.01"], await new RollBackRelease(stack.Project).TagsAsync(CancellationToken.None));

        var back = await run.RollBackAsync();
        Assert.True(back.ExitCode == ExitCodes.Passed, back.Summary);
        Assert.All(back.Services, service => Assert.True(service.IsAsWanted, service.ToString()));
        Assert.Contains("\"release\":\"2026.11.02\"", await stack.AskAsync(), StringComparison.Ordinal);
        Assert.Equal("2026.11.01", (await run.RollBackAsync()).LiveTag);
        Assert.Equal("2026.11.03", (await run.RollBackAsync(options => options with { ToTag = "2026.11.03", Recreate = true })).LiveTag);
        Assert.Contains("\"release\":\"2026.11.03\"", await stack.AskAsync(), StringComparison.Ordinal);

        var containers = await run.ContainersAsync();
        await Assert.ThrowsAsync<NoReleaseToGoBackToException>(() => run.RollBackAsync(options => options with { ToTag = "2026.12.31" }));
        await Assert.ThrowsAsync<NoReleaseToGoBackToException>(() => run.RollBackAsync(options => options with { ToTag = "2026.11.03" }));
        await Assert.ThrowsAsync<NoReleaseToGoBackToException>(() => run.RollBackAsync(options => options with { Steps = 9 }));
        foreach (var name in (await run.ImagesAsync()).Where(name => name.Contains("2026.11.01", StringComparison.Ordinal) || name.StartsWith("deployops/", StringComparison.Ordinal)))
        {
            await Command.RunAsync(null, "docker", "image", "rm", name);
        }

        var missing = await Assert.ThrowsAsync<RollbackImageMissingException>(() => run.RollBackAsync(options => options with { ToTag = "2026.11.01" }));
        Assert.Contains("backend", missing.Message, StringComparison.Ordinal);
        Assert.Equal(containers, await run.ContainersAsync());
        Assert.Null((await run.JournalAsync()).Unfinished);
    }

    [DockerEngineFact]
    public async Task The_way_back_does_not_depend_on_what_became_of_the_files()
    {
        await using var stack = new TinyStack();
        var run = new StackRun(stack);
        await run.DeployAsync("2026.11.01");
        await run.DeployAsync("2026.11.02");
        File.Delete(stack.FullPath(".env.prod"));
        await File.WriteAllTextAsync(stack.FullPath("docker-compose.prod.yml"), "services: [");

        var back = await run.RollBackAsync();
        Assert.True(back.ExitCode == ExitCodes.Passed, back.Summary);
        Assert.Contains("\"release\":\"2026.11.01\"", await stack.AskAsync(), StringComparison.Ordinal);
        Assert.Equal(4, (await run.ContainersAsync()).Count);

        // A damaged plan is put aside; then the files are needed again.
        await File.WriteAllTextAsync(stack.FullPath(".deployops/releases/2/compose.json"), "{ damaged");
        File.Copy(RepositoryRoot.Combine("tests", "DeployOps.Integration.Tests", "Stacks", "tiny", "docker-compose.prod.yml"), stack.FullPath("docker-compose.prod.yml"), overwrite: true);
        stack.Behave("ok");
        var forward = await run.RollBackAsync(options => options with { ToTag = "2026.11.02" });
        Assert.True(forward.ExitCode == ExitCodes.Passed, forward.Summary);
        Assert.Contains(forward.Notes, note => note.Contains("is damaged and was put aside", StringComparison.Ordinal));

        // Without its environment file the stack would be called after its folder.
        await File.WriteAllTextAsync(stack.FullPath(".env.prod"), (await File.ReadAllTextAsync(stack.FullPath(".env.prod"))).Replace(stack.Name, "another", StringComparison.Ordinal));
        await Assert.ThrowsAsync<StackNameChangedException>(() => new DeployRelease(stack.Project).RunAsync(new DeploymentOptions { Tag = "2026.11.03", SkipPreflight = true, Reason = "test" }, CancellationToken.None));
    }

    [DockerEngineFact]
    public async Task A_release_that_ran_an_irreversible_migration_is_not_rolled_back_by_itself()
    {
        await using var stack = new TinyStack();
        var run = new StackRun(stack);
        await run.DeployAsync("2026.11.01");
        var settings = stack.FullPath("deployops.yml");
        await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(settings)).Replace(
            "release:\n", "release:\n  migrations:\n    - { name: drop-columns, service: backend, command: [sh, -c, 'echo migrated'], run: after }\n", StringComparison.Ordinal));

        var failed = await run.DeployAsync("2026.11.02", "error500");

        Assert.Equal((ExitCodes.DeployAndRollbackFailed, ReleaseResult.Failed), (failed.ExitCode, failed.Result));
        Assert.Contains("drop-columns", failed.Summary, StringComparison.Ordinal);
        Assert.Contains(failed.Notes, note => note.StartsWith("Choice 2", StringComparison.Ordinal));
        await Assert.ThrowsAsync<IrreversibleMigrationException>(() => run.RollBackAsync());
        await Assert.ThrowsAsync<IrreversibleMigrationException>(() => run.RollBackAsync(options => options with { ToTag = "2026.11.01" }));

        // The release that was to mend it fails before its own migration: the data are those of the one before.
        var mend = await run.DeployAsync("2026.11.03", "unhealthy");
        Assert.DoesNotContain(mend.Steps, step => step.Step is ReleaseStep.MigrateAfter or ReleaseStep.Rollback);
        Assert.Equal((ExitCodes.DeployAndRollbackFailed, ReleaseResult.Failed), (mend.ExitCode, mend.Result));
        Assert.Contains("drop-columns", mend.Summary, StringComparison.Ordinal);

        var forced = await run.RollBackAsync(options => options with { Force = true });
        Assert.True(forced.ExitCode == ExitCodes.Passed, forced.Summary);
        Assert.Equal("2026.11.01", forced.LiveTag);
    }

    [DockerEngineFact]
    public async Task A_stack_that_is_down_comes_back_with_the_release_before_when_the_next_one_fails_also_with_a_dependency_that_is_left_out()
    {
        await using var stack = new TinyStack();
        var run = new StackRun(stack);
        var compose = stack.FullPath("docker-compose.prod.yml");
        await File.WriteAllTextAsync(compose, (await File.ReadAllTextAsync(compose)).Replace(
            "setup: { condition: service_completed_successfully }", "setup: { condition: service_completed_successfully }, mail: { condition: service_started, required: false }", StringComparison.Ordinal)
            + $"  mail:\n    image: {stack.Name}-app:${{TAG:?}}\n    profiles: [mail]\n    command: [sleep, infinity]\n");
        var first = await run.DeployAsync("2026.11.01");
        Assert.True(first.ExitCode == ExitCodes.Passed, first.Summary);
        await stack.ComposeAsync("2026.11.01", "down");
        Assert.Empty(await run.ContainersAsync());

        var failed = await run.DeployAsync("2026.11.02", "unhealthy");

        Assert.True(failed.ExitCode == ExitCodes.DeployFailedRolledBack, failed.Summary + string.Join(' ', failed.Notes));
        Assert.Equal("2026.11.01", failed.LiveTag);
        Assert.Contains("\"release\":\"2026.11.01\"", await stack.AskAsync(), StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public async Task A_deployment_that_is_cancelled_while_it_waits_puts_the_old_release_back()
    {
        await using var stack = new TinyStack();
        var run = new StackRun(stack);
        await run.DeployAsync("2026.11.01");
        var backend = await stack.RunningImageAsync("backend");
        using var stop = new CancellationTokenSource();

        var cancelled = await run.DeployAsync(
            "2026.11.02",
            "ok",
            options => options with
            {
                Stability = TimeSpan.FromSeconds(8),
                OnProgress = progress =>
                {
                    if (progress.Step == ReleaseStep.Healthy)
                    {
                        stop.CancelAfter(TimeSpan.FromSeconds(1));
                    }
                },
                HealthTimeout = TimeSpan.FromSeconds(30),
            },
            stop.Token);

        Assert.Equal((ExitCodes.Cancelled, ReleaseResult.Cancelled, "2026.11.01"), (cancelled.ExitCode, cancelled.Result, cancelled.LiveTag));
        Assert.Equal(backend, await stack.RunningImageAsync("backend"));
    }
}
