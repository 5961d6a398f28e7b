using System.Diagnostics;
using System.Globalization;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace DeployOps.Integration.Tests.Releases.Deployment;

/// <summary>
/// Law 8 with SIGKILL: a deployment is killed at a step or at a random moment, and the next command ends with the old release healthy or the
/// new one, never between. <c>DEPLOYOPS_KILLS=50</c> is the long run; <c>DEPLOYOPS_SEED</c> repeats one.
/// </summary>
public sealed class KilledDeploymentTests(ITestOutputHelper output)
{
    private static readonly string[] Moments = ["Preflight", "Build", "Up", "Healthy", "Smoke", "Record", "Rollback", "random"];
    private static readonly string[] Behaviours = ["ok", "ok", "unhealthy", "crash", "error500"];

    [DockerEngineFact]
    public async Task A_deployment_that_is_killed_anywhere_is_closed_by_the_next_command()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("DEPLOYOPS_KILLS") ?? "4", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("DEPLOYOPS_SEED") ?? Environment.TickCount.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var random = new Random(seed);
        var unfinished = 0;
        await using var stack = new TinyStack();
        await stack.AddUnchangingAsync("store");
        await Deploy(stack, "2026.01.01", "ok");

        // A process that had ended already was not killed: only those count that left an operation open.
        for (var kill = 1; unfinished < kills && kill <= kills * 3; kill++)
        {
            // The first ones go through the steps, so that a short run sees the telling ones.
            var moment = kills <= Moments.Length ? new[] { "Up", "Build", "Rollback", "Healthy" }[(kill - 1) % 4] : Moments[random.Next(Moments.Length)];
            var behaviour = moment == "Rollback" ? "unhealthy" : Behaviours[random.Next(Behaviours.Length)];
            var tag = string.Create(CultureInfo.InvariantCulture, $"2026.02.01-{kill}");
            var what = $"seed {seed}, kill {kill} at {moment} of {tag} ({behaviour})";
            stack.Behave(behaviour);
            await KillAsync(stack, tag, moment, random);
            var open = (await new ReleaseJournal(stack.Project).ReadAsync(CancellationToken.None)).Unfinished;
            unfinished += open is null ? 0 : 1;

            var next = random.Next(3) switch
            {
                0 => await ConsoleFace.RunAsync(stack.Root, "recover", "--stability", "1"),
                1 => await ConsoleFace.RunAsync(stack.Root, "rollback", "--stability", "1"),
                _ => await Deploy(stack, $"{tag}1", "ok"),
            };

            Assert.True(next.ExitCode is 0 or 2 or 4 or 130, $"{what}\n{next.StandardOutput.Reveal()}\n{next.StandardError.Reveal()}");
            output.WriteLine($"{what}: open at {(open?.Steps is [.., var last] ? last.Step.ToString() : "no step")}, {next.StandardOutput.Reveal().Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()}");
            await AssertWholeAsync(stack, $"{what}\n{next.StandardOutput.Reveal()}\n{next.StandardError.Reveal()}");
        }

        Assert.Equal(kills, unfinished);
    }

    private static async Task<Engine.Processes.ProcessResult> Deploy(TinyStack stack, string tag, string behaviour)
    {
        stack.Behave(behaviour);
        return await ConsoleFace.RunAsync(stack.Root, Arguments(tag));
    }

    private static string[] Arguments(string tag) => ["deploy", "--tag", tag, "--skip-preflight", "--reason", "killed on purpose", "--stability", "1", "--format", "ndjson"];

    private static async Task KillAsync(TinyStack stack, string tag, string moment, Random random)
    {
        var start = new ProcessStartInfo("dotnet", [ConsoleFace.Program, .. Arguments(tag)]) { WorkingDirectory = stack.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var timer = new Timer(_ => Kill(process), null, moment == "random" ? random.Next(100, 9_000) : Timeout.Infinite, Timeout.Infinite);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains($"\"step\":\"{moment}\"", StringComparison.OrdinalIgnoreCase))
            {
                await Task.Delay(random.Next(0, moment == "Record" ? 60 : 700));
                Kill(process);
            }
        }

        await process.WaitForExitAsync();
        await errors;
    }

    private static void Kill(Process process)
    {
        try
        {
            // The process alone: its docker commands live on, as they would after a crash.
            process.Kill(entireProcessTree: false);
        }
        catch (InvalidOperationException)
        {
            // It had ended already.
        }
    }

    private static async Task AssertWholeAsync(TinyStack stack, string what)
    {
        var journal = await new ReleaseJournal(stack.Project).ReadAsync(CancellationToken.None);
        Assert.True(journal.Unfinished is null, $"unfinished: {what}");
        Assert.True(journal.Damages.Count == 0, $"damaged: {what}");
        var live = LiveRelease.Of(journal)!;
        var run = new StackRun(stack);
        var containers = await run.ContainersAsync();
        Assert.True(containers.Count == 5, $"{string.Join(", ", containers)}: {what}");
        Assert.True(containers.Count(container => container.EndsWith(" running", StringComparison.Ordinal)) == 4, $"{string.Join(", ", containers)}: {what}");
        foreach (var image in live.Images)
        {
            var running = image.Service == "setup" ? image.Id : await stack.RunningImageAsync(image.Service);
            Assert.True(image.Id == running, $"{image.Service} runs {running} instead of {image.Id} of {live.Tag}: {what}");
        }

        Assert.Contains($"\"release\":\"{live.Tag}\"", await stack.AskAsync(), StringComparison.Ordinal);
        var tags = journal.Operations.Where(operation => operation.Result == ReleaseResult.Succeeded).Select(operation => operation.Tag).ToHashSet(StringComparer.Ordinal);
        var names = (await run.ImagesAsync()).Where(name => !name.StartsWith("deployops/", StringComparison.Ordinal)).ToList();
        Assert.True(names.TrueForAll(name => tags.Contains(name[(name.LastIndexOf(':') + 1)..])), $"left over: {string.Join(", ", names)}: {what}");
    }
}
