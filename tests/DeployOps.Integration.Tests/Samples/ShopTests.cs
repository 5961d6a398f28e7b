using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.DataStores.Testing;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Samples;

/// <summary>The sample stack is real: it builds, turns healthy, does its work, and passes the whole gate with nothing skipped.</summary>
[Collection(ShopGroup.Name)]
public sealed class ShopTests
{
    [DockerEngineFact]
    public async Task The_shop_turns_healthy_serves_and_passes_the_gate_with_its_images_looked_through()
    {
        await using var shop = await RunningShop.StartAsync();
        using var client = new HttpClient { BaseAddress = shop.Address, Timeout = TimeSpan.FromSeconds(20) };

        Assert.Contains("<html", await client.GetStringAsync("/"), StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("3.", (await client.GetFromJsonAsync<JsonElement>("/api/openapi.json")).GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("healthy", (await client.GetFromJsonAsync<JsonElement>("/api/health")).GetProperty("status").GetString());
        await CreateAndReadAProjectAsync(client);
        await KeepsWhatIsWrittenAsync(shop.Root);

        var gate = await ConsoleFace.RunAsync(shop.Root, "preflight", "--tag", RunningShop.Tag, "--format", "json");
        using var report = JsonDocument.Parse(gate.StandardOutput.Reveal());
        Assert.Empty(Attention(report));
        Assert.Equal("Passed", report.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(0, gate.ExitCode);
    }

    // The way that this machine takes by itself, and the one through docker exec that is left where containers cannot be reached.
    private static async Task KeepsWhatIsWrittenAsync(string root)
    {
        foreach (var mayReach in new[] { OperatingSystem.IsLinux(), false })
        {
            var routes = new ServiceRoutes(StackEngine.OfThisMachine.Containers, new ProcessRunner(), new ProcessRunner()) { MayReachContainers = mayReach };
            var report = await new TestDataStores(ProjectReader.Find(root)) { Routes = routes }.RunAsync(new DataStoreTestOptions { Rounds = 2 }, CancellationToken.None);
            Assert.True(report.Passed, string.Join('\n', report.Steps));
            Assert.Equal([DataStoreKind.Redis, DataStoreKind.Postgres, DataStoreKind.Graph], report.Steps.Where(step => step.Step == "delete").Select(step => step.Store));
        }
    }

    private static async Task CreateAndReadAProjectAsync(HttpClient client)
    {
        var account = new { email = $"kim{Guid.NewGuid():N}@shop.internal", password = Guid.NewGuid().ToString("N") };
        (await client.PostAsJsonAsync("/api/v1/auth/register", account)).EnsureSuccessStatusCode();
        using var token = await client.PostAsJsonAsync("/api/v1/auth/token", account);
        var answer = await token.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.GetProperty("access_token").GetString());

        using var created = await client.PostAsJsonAsync("/api/v1/projects", new { name = "한글 프로젝트" });
        var id = (await created.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").ToString();
        Assert.Equal("한글 프로젝트", (await client.GetFromJsonAsync<JsonElement>($"/api/v1/projects/{id}")).GetProperty("name").GetString());
    }

    // Everything that is not as it should be, and everything that was not looked at.
    private static IEnumerable<string> Attention(JsonDocument report) => report.RootElement.GetProperty("findings").EnumerateArray()
        .Where(finding => finding.GetProperty("status").GetString() is not ("Pass" or "NotApplicable"))
        .Select(finding => $"{finding.GetProperty("id")} {finding.GetProperty("status")} {finding.GetProperty("subject")}: {finding.GetProperty("message")}");
}
