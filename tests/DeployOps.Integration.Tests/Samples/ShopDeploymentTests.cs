using System.Text.Json;
using DeployOps.Engine;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Samples;

/// <summary>
/// Release night on the shop: A and B go live; C crashes, never turns healthy, answers 500, fails its build or its smoke test, and each time
/// B runs again by its image ids, with one terminal record, exit code 4, and nothing left over (rows RB7 to RB13, PA17).
/// </summary>
[Collection(ShopGroup.Name)]
public sealed class ShopDeploymentTests
{
    private const string FirstTag = "2026.11.20-7";
    private const string SecondTag = "2026.11.20-8";
    private const string ThirdTag = "2026.11.20-9";

    [DockerEngineFact]
    public async Task A_shop_is_deployed_twice_and_survives_a_third_release_that_fails_in_every_way()
    {
        await using var shop = await RunningShop.PrepareAsync();
        await DeployAsync(shop, FirstTag, "", ExitCodes.Passed);
        await File.AppendAllTextAsync(shop.FullPath("frontend/html/index.html"), "<!-- the second release -->\n");
        await DeployAsync(shop, SecondTag, "", ExitCodes.Passed);
        var before = await StandingAsync(shop);
        Assert.Contains(before, line => line.StartsWith("frontend ", StringComparison.Ordinal));

        foreach (var fault in new[] { "crash", "unhealthy", "error500", "build", "error500-v1" })
        {
            var report = await DeployAsync(shop, ThirdTag, fault, ExitCodes.DeployFailedRolledBack);
            Assert.Equal(SecondTag, report.GetProperty("liveTag").GetString());
            Assert.Equal(before, await StandingAsync(shop));
        }

        var journal = await new ReleaseJournal(ProjectReader.Find(shop.Root)).ReadAsync(CancellationToken.None);
        Assert.Equal(7, journal.Operations.Count);
        Assert.Null(journal.Unfinished);
        Assert.Equal(5, journal.Operations.Count(operation => operation.Result is ReleaseResult.RolledBack or ReleaseResult.Failed));
        var health = await ConsoleFace.RunAsync(shop.Root, "health", "--format", "json");
        Assert.True(health.ExitCode == ExitCodes.Passed, health.StandardOutput.Reveal() + health.StandardError.Reveal());
        using var seen = JsonDocument.Parse(health.StandardOutput.Reveal());
        Assert.Equal(3, seen.RootElement.GetProperty("stores").EnumerateArray().Count(store => store.GetProperty("level").GetString() == "Healthy"));
    }

    private static async Task<JsonElement> DeployAsync(RunningShop shop, string tag, string fault, int exitCode)
    {
        var result = await Command.RunAsync(
            shop.Root, "env", $"SHOP_FAIL={fault}", "dotnet", ConsoleFace.Program, "deploy", "--tag", tag, "--skip-preflight", "--reason", "the gate has tests of its own", "--stability", "3", "--health-timeout", "90", "--format", "json");
        Assert.True(result.ExitCode == exitCode, $"{tag} {fault}: {result.ExitCode}\n{result.StandardOutput.Reveal()}\n{result.StandardError.Reveal()}");
        return JsonDocument.Parse(result.StandardOutput.Reveal()).RootElement;
    }

    /// <summary>The running containers with their image ids, every container that is there, and every image name of the stack.</summary>
    private static async Task<IReadOnlyList<string>> StandingAsync(RunningShop shop)
    {
        var containers = await Command.SucceedAsync(
            null, "docker", "ps", "-a", "--no-trunc", "--filter", $"label=com.docker.compose.project={shop.Name}", "--format", "{{.Label \"com.docker.compose.service\"}} {{.Names}} {{.State}}");
        var ids = await Command.SucceedAsync(null, "bash", "-c", $"docker ps -q --filter label=com.docker.compose.project={shop.Name} | xargs docker inspect --format '{{{{.Name}}}} {{{{.Image}}}}'");
        var images = await Command.SucceedAsync(null, "bash", "-c", $"docker image ls --format '{{{{.Repository}}}}:{{{{.Tag}}}} {{{{.ID}}}}' | grep -E '^({shop.Name}-[a-z]+:2026.11.20-[789] |deployops/{shop.Name}:)'");
        return [.. (containers + ids + images).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }
}
