using System.Diagnostics;
using DeployOps.Engine;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Deployment;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Rehearsal;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Rehearsal;

public sealed class RehearseReleaseTests
{
    [DockerEngineFact]
    public async Task The_runbook_runs_on_a_copy_and_nothing_live_is_touched()
    {
        await using var stack = new TinyStack();
        var deployed = await new DeployRelease(stack.Project).RunAsync(new DeploymentOptions { Tag = "2026.11.01", SkipPreflight = true, Reason = "a test" }, CancellationToken.None);
        Assert.Equal(ExitCodes.Passed, deployed.ExitCode);
        var before = await SnapshotAsync(stack);

        // Another image under the live tag: a build of the tag itself would move it.
        File.AppendAllText(stack.FullPath("Dockerfile"), "RUN echo rehearsed > /rehearsed\n");
        var kept = await new RehearseRelease(stack.Project).RunAsync(new RehearsalOptions { Tag = "2026.11.01", KeepRunning = true }, CancellationToken.None);
        Assert.True(kept.ExitCode == ExitCodes.Passed, kept.Summary + string.Join(' ', kept.Notes));
        Assert.NotEmpty(await LeftAsync(stack));
        Assert.Equal(before, await SnapshotAsync(stack));

        var lines = new List<string>();
        var report = await new RehearseRelease(stack.Project).RunAsync(new RehearsalOptions { Tag = "2026.11.02", OnOutput = line => { lock (lines) { lines.Add(line); } } }, CancellationToken.None);

        Assert.Equal((ExitCodes.Passed, ReleaseResult.Succeeded, "2026.11.01"), (report.ExitCode, report.Result, report.LiveTag));
        Assert.Equal(
            [(ReleaseStep.Preflight, StepOutcome.Skipped), (ReleaseStep.Build, StepOutcome.Succeeded), (ReleaseStep.Up, StepOutcome.Succeeded), (ReleaseStep.Healthy, StepOutcome.Succeeded),
                (ReleaseStep.Smoke, StepOutcome.Succeeded), (ReleaseStep.Rollback, StepOutcome.Succeeded), (ReleaseStep.Record, StepOutcome.Succeeded)],
            report.Steps.Select(step => (step.Step, step.Outcome)));
        Assert.Contains(report.Notes, note => note.Contains("which an earlier rehearsal left, was removed", StringComparison.Ordinal));
        Assert.All(report.Services, service => Assert.True(service.IsAsWanted));
        Assert.Equal(before, await SnapshotAsync(stack));
        Assert.Empty(await LeftAsync(stack));

        var journal = await new ReleaseJournal(stack.Project).ReadAsync(CancellationToken.None);
        Assert.Equal([ReleaseKind.Release, ReleaseKind.Rehearsal, ReleaseKind.Rehearsal], journal.Operations.Select(operation => operation.Kind));
        Assert.Equal("2026.11.01", LiveRelease.Of(journal)!.Tag);
        var log = await File.ReadAllTextAsync(stack.FullPath("release.log"));
        Assert.Contains("2026.11.02", log, StringComparison.Ordinal);
        Assert.All(new[] { log, string.Join('\n', lines), report.ToString(), await File.ReadAllTextAsync(new ReleaseJournal(stack.Project).Path) }, text => Assert.DoesNotContain(stack.Secret, text, StringComparison.Ordinal));
    }

    [DockerEngineFact]
    public async Task A_rehearsal_that_fails_says_where_and_leaves_nothing()
    {
        await using var stack = new TinyStack();
        stack.Behave("error500-v1");

        var report = await new RehearseRelease(stack.Project).RunAsync(new RehearsalOptions { Tag = "2026.11.01" }, CancellationToken.None);

        Assert.Equal((ExitCodes.GateFailed, ReleaseResult.Failed, "Smoke"), (report.ExitCode, report.Result, report.Failure?.Step));
        Assert.Equal("", await SnapshotAsync(stack));
        Assert.Empty(await LeftAsync(stack));
        Assert.Contains("listening as backend", await File.ReadAllTextAsync(stack.FullPath($".deployops/releases/{report.Number}/logs/backend.log")), StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public async Task A_rehearsal_that_is_stopped_is_torn_down_first()
    {
        await using var stack = new TinyStack();
        using var stop = new CancellationTokenSource();
        var killed = await new ReleaseJournal(stack.Project).BeginAsync(new OperationStarted { Kind = ReleaseKind.Rehearsal, Tag = "2026.10.31", StackName = "gone" }, CancellationToken.None);

        var report = await new RehearseRelease(stack.Project).RunAsync(
            new RehearsalOptions { Tag = "2026.11.01", OnProgress = progress => { if (progress.Step == ReleaseStep.Healthy) { stop.Cancel(); } } }, stop.Token);

        Assert.Equal((ExitCodes.Cancelled, ReleaseResult.Cancelled), (report.ExitCode, report.Result));
        Assert.Empty(await LeftAsync(stack));
        var journal = await new ReleaseJournal(stack.Project).ReadAsync(CancellationToken.None);
        Assert.All(journal.Operations, operation => Assert.Equal(ReleaseResult.Cancelled, operation.Result));
        Assert.Equal([killed, report.Number], journal.Operations.Select(operation => operation.Number));
    }

    [DockerEngineFact]
    public async Task A_rehearsal_that_is_killed_leaves_a_copy_that_the_next_one_removes()
    {
        await using var stack = new TinyStack();
        foreach (var moment in new[] { "Build", "Up" })
        {
            await KillAsync(stack, moment);
            Assert.NotEmpty(await LeftAsync(stack));
        }

        var next = await new RehearseRelease(stack.Project).RunAsync(new RehearsalOptions { Tag = "2026.11.02", Stability = TimeSpan.FromSeconds(1) }, CancellationToken.None);

        Assert.True(next.ExitCode == ExitCodes.Passed, next.Summary);
        Assert.Empty(await LeftAsync(stack));
        Assert.Equal("", await SnapshotAsync(stack));
        var journal = await new ReleaseJournal(stack.Project).ReadAsync(CancellationToken.None);
        Assert.Equal([ReleaseResult.Cancelled, ReleaseResult.Cancelled, ReleaseResult.Succeeded], journal.Operations.Select(operation => operation.Result));
    }

    // The process alone: its docker commands live on, as they would after a crash.
    private static async Task KillAsync(TinyStack stack, string moment)
    {
        var start = new ProcessStartInfo("dotnet", [ConsoleFace.Program, "rehearse", "--tag", "2026.11.01", "--format", "ndjson"]) { WorkingDirectory = stack.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains($"\"step\":\"{moment}\"", StringComparison.OrdinalIgnoreCase))
            {
                await Task.Delay(400);
                process.Kill(entireProcessTree: false);
                break;
            }
        }

        await process.WaitForExitAsync();
        await errors;
    }

    [DockerEngineFact]
    public async Task What_would_be_done_is_said_and_not_done()
    {
        await using var stack = new TinyStack();

        var report = await new RehearseRelease(stack.Project).RunAsync(new RehearsalOptions { Tag = "2026.11.01", WhatIf = true }, CancellationToken.None);

        Assert.True(report.IsPlan);
        Assert.Empty(await LeftAsync(stack));
        Assert.False(File.Exists(stack.FullPath("release.log")));
    }

    // Containers with their start and image, and every image name of the live stack with what it points at.
    private static async Task<string> SnapshotAsync(TinyStack stack) => await Command.SucceedAsync(null, "bash", "-c", $$$"""
        docker ps -aq --no-trunc --filter label=com.docker.compose.project={{{stack.Name}}} | xargs -r docker inspect --format '{{.Id}} {{.Image}} {{.State.StartedAt}} {{.RestartCount}}' | sort
        docker image ls --no-trunc --format '{{.Repository}}:{{.Tag}} {{.ID}}' | grep -E '{{{stack.Name}}}' | grep -v rehearsal | sort || true
        """);

    private static async Task<string> LeftAsync(TinyStack stack) => await Command.SucceedAsync(null, "bash", "-c", $$$"""
        docker ps -a --format '{{.Names}}' | grep '^{{{stack.Name}}}-rehearsal-' || true
        docker network ls --format '{{.Name}}' | grep '^{{{stack.Name}}}-rehearsal-' || true
        docker volume ls --format '{{.Name}}' | grep '^{{{stack.Name}}}-rehearsal-' || true
        docker image ls --format '{{.Repository}}:{{.Tag}}' | grep '^{{{stack.Name}}}-rehearsal-' || true
        ls {{{stack.Root}}}/.deployops/rehearsals 2>/dev/null || true
        """);
}
