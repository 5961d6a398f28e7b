using System.Diagnostics;
using System.Text.Json;
using DeployOps.Engine;
using DeployOps.Engine.Processes;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Faces;

/// <summary>A release night in the console face: every command on real containers, with its exit code and what it prints.</summary>
public sealed class ReleaseNightTests
{
    private static readonly string[] Ungated = ["--skip-preflight", "--reason", "the gate has tests of its own", "--stability", "1"];

    [DockerEngineFact]
    public async Task A_night_with_a_release_that_crashes_ends_with_the_old_one_and_says_so()
    {
        await using var stack = new TinyStack();

        var first = await RunAsync(stack, ["deploy", "--tag", "2026.11.20", "--format", "ndjson", .. Ungated]);
        AssertExit(ExitCodes.Passed, first);
        var lines = Lines(first);
        Assert.All(lines[..^1], line => Assert.Equal("progress", line.GetProperty("type").GetString()));
        Assert.Contains(lines, line => line.GetProperty("type").GetString() == "progress" && line.GetProperty("service").GetString() == "backend");
        Assert.Equal("release", lines[^1].GetProperty("type").GetString());
        Assert.Equal("2026.11.20", lines[^1].GetProperty("liveTag").GetString());

        stack.Behave("crash");
        var second = await RunAsync(stack, ["deploy", "--tag", "2026.11.21", .. Ungated]);
        AssertExit(ExitCodes.DeployFailedRolledBack, second);
        var text = second.StandardOutput.Reveal();
        Assert.All(["what failed", "first error", "live now     2026.11.20", "next step", "ROLLED BACK", "backend running, healthy"], words => Assert.Contains(words, text, StringComparison.Ordinal));

        var third = await RunAsync(stack, ["deploy", "--tag", "2026.11.22", "--format", "json", "--what-if"]);
        Assert.True(Document(third).GetProperty("isPlan").GetBoolean());

        var health = await RunAsync(stack, "health", "--without-stores", "--format", "json");
        AssertExit(ExitCodes.Passed, health);
        Assert.Equal(4, Document(health).GetProperty("services").GetArrayLength());

        var smoke = await RunAsync(stack, "smoke", "--format", "ndjson");
        AssertExit(ExitCodes.Passed, smoke);
        Assert.Equal(["answer", "answer", "smoke"], Lines(smoke).Select(line => line.GetProperty("type").GetString()!));

        AssertExit(ExitCodes.GateFailed, await RunAsync(stack, "smoke", "/", "--base-url", "http://127.0.0.1:9", "--without-logs", "--quiet"));
        AssertExit(ExitCodes.Passed, await RunAsync(stack, "diagnose", "--timeout", "60"));

        var history = Document(await RunAsync(stack, "history", "--format", "json"));
        Assert.Equal("2026.11.20", history.GetProperty("liveTag").GetString());
        Assert.Equal([("2026.11.21", "RolledBack", false), ("2026.11.20", "Succeeded", true)], history.GetProperty("operations").EnumerateArray().Select(operation =>
            (operation.GetProperty("tag").GetString()!, operation.GetProperty("result").GetString()!, operation.GetProperty("isLive").GetBoolean())));
    }

    [DockerEngineFact]
    public async Task A_rollback_goes_back_and_an_unknown_tag_is_a_named_error()
    {
        await using var stack = new TinyStack();
        AssertExit(ExitCodes.Passed, await RunAsync(stack, ["deploy", "--tag", "2026.11.20", "--quiet", .. Ungated]));
        AssertExit(ExitCodes.Passed, await RunAsync(stack, ["deploy", "--tag", "2026.11.21", "--quiet", .. Ungated]));

        var unknown = await RunAsync(stack, "rollback", "--to-tag", "2020.01.01");
        AssertExit(ExitCodes.Usage, unknown);
        Assert.Contains("next: ", unknown.StandardError.Reveal(), StringComparison.Ordinal);

        AssertExit(ExitCodes.Passed, await RunAsync(stack, "rollback", "--stability", "1", "--reason", "a test"));
        Assert.Contains("2026.11.20", await stack.AskAsync(), StringComparison.Ordinal);

        var nothing = await RunAsync(stack, "recover");
        AssertExit(ExitCodes.Passed, nothing);
        Assert.Contains("Nothing to repair", nothing.StandardOutput.Reveal(), StringComparison.Ordinal);
        Assert.Equal("null", (await RunAsync(stack, "recover", "--format", "json")).StandardOutput.Reveal().Trim());
    }

    [DockerEngineFact]
    public async Task The_first_Ctrl_C_puts_back_what_was_replaced_and_the_second_ends_at_once()
    {
        await using var stack = new TinyStack();
        AssertExit(ExitCodes.Passed, await RunAsync(stack, ["deploy", "--tag", "2026.11.20", "--quiet", .. Ungated]));
        var old = await stack.RunningImageAsync("backend");

        // A release that is looked at for long: it neither fails nor ends before it is interrupted.
        string[] watched = [.. Ungated[..^1], "12"];
        using (var stopped = new InterruptibleFace(stack.Root, ["deploy", "--tag", "2026.11.21", .. watched]))
        {
            await stopped.SaysAsync("Up ");
            await ReplacedAsync(stack, old);
            await stopped.InterruptAsync();
            Assert.Equal(ExitCodes.Cancelled, await stopped.EndAsync());
            Assert.Contains("put back first", stopped.Errors, StringComparison.Ordinal);
        }

        Assert.Contains("2026.11.20", await stack.AskAsync(), StringComparison.Ordinal);

        using (var ended = new InterruptibleFace(stack.Root, ["deploy", "--tag", "2026.11.22", .. watched]))
        {
            await ended.SaysAsync("Up ");
            await ReplacedAsync(stack, old);
            await ended.InterruptAsync("-TERM");
            await ended.InterruptAsync();
            Assert.NotEqual(ExitCodes.Passed, await ended.EndAsync());
        }

        var recovered = await RunAsync(stack, "recover", "--stability", "1");
        Assert.Contains(recovered.ExitCode, new[] { ExitCodes.Passed, ExitCodes.DeployFailedRolledBack });
        Assert.Contains("healthy", await stack.AskAsync(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Passed, (await RunAsync(stack, "health", "--without-stores", "--quiet")).ExitCode);
    }

    [Theory]
    [InlineData("--skip-preflight and --reason", "deploy", "--skip-preflight")]
    [InlineData("--skip-preflight and --reason", "deploy", "--reason", "none")]
    [InlineData("--health-timeout must be at least 1", "deploy", "--health-timeout", "0")]
    [InlineData("--to-tag and --steps", "rollback", "--to-tag", "2026.11.20", "--steps", "2")]
    [InlineData("--steps", "rollback", "--steps", "two", "--to-tag", "2026.11.20")]
    [InlineData("--last must be at least 1", "history", "--last", "0")]
    [InlineData("--base-url must be an address", "smoke", "--base-url", "shop")]
    [InlineData("ProjectNotFound", "recover")]
    [InlineData("ProjectNotFound", "rehearse", "--tag", "2026.11.20")]
    [InlineData("ProjectNotFound", "diagnose")]
    public async Task Wrong_usage_is_named(string naming, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("empty-");
        try
        {
            var result = await ConsoleFace.RunAsync(folder.FullName, arguments);
            AssertExit(ExitCodes.Usage, result);
            Assert.Contains(naming, result.StandardError.Reveal(), StringComparison.Ordinal);
            Assert.Empty(folder.EnumerateFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Until then there is nothing to put back.
    private static async Task ReplacedAsync(TinyStack stack, string old)
    {
        var clock = Stopwatch.StartNew();
        while (await stack.RunningImageAsync("backend") is var image && (image.Length == 0 || image == old))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), "the backend was never replaced");
            await Task.Delay(100);
        }
    }

    private static async Task<ProcessResult> RunAsync(TinyStack stack, params string[] arguments)
    {
        var result = await ConsoleFace.RunAsync(stack.Root, arguments);
        Assert.DoesNotContain(stack.Secret, result.StandardOutput.Reveal() + result.StandardError.Reveal(), StringComparison.Ordinal);
        return result;
    }

    private static void AssertExit(int expected, ProcessResult result) =>
        Assert.True(expected == result.ExitCode, $"ended with {result.ExitCode} instead of {expected}\n{result.StandardOutput.Reveal()}\n{result.StandardError.Reveal()}");

    private static JsonElement Document(ProcessResult result) => JsonDocument.Parse(result.StandardOutput.Reveal()).RootElement;

    private static List<JsonElement> Lines(ProcessResult result) =>
        [.. result.StandardOutput.Reveal().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
