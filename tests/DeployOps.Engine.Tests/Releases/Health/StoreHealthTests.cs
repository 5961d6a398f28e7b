using System.Text;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Health.Looking;
using DeployOps.Engine.Tests.Releases.Smoke;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Health;

/// <summary>Row PA8: the stores as they were measured, beside what the application says of itself and of them.</summary>
public sealed class StoreHealthTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("""{"status":"healthy","redis":"ok","postgresql":"UP","neo4j":"degraded"}""", "Healthy neo4j=Degraded postgresql=Healthy redis=Healthy")]
    [InlineData("""{"status":"degraded","checks":{"redis":{"status":"unhealthy","error":"x"},"database":{"healthy":true}}}""", "Degraded postgresql=Healthy redis=Unhealthy")]
    [InlineData("""{"Status":"Unhealthy","entries":[{"name":"Redis","status":"down"},{"name":"graph","state":"up"}]}""", "Unhealthy neo4j=Healthy redis=Unhealthy")]
    [InlineData("""{"ok":true,"redis":false}""", "Healthy redis=Unhealthy")]
    [InlineData("""{"postgres":{"status":"ok"},"db":{"status":"error"}}""", " postgresql=Unhealthy")]
    [InlineData("""{"status":"fancy","redis":{"latency":3},"db":"shop"}""", "")]
    [InlineData("""{"status":{"code":200}}""", "")]
    [InlineData("""{"redis":"\ud800"}""", "")]
    [InlineData("<html>", "")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    public void An_application_s_word_is_understood_in_many_shapes_and_an_unknown_one_says_nothing(string body, string expected)
    {
        var word = ApplicationWord.Read(Encoding.UTF8.GetBytes(body));

        Assert.Equal(expected, string.Concat([word.Level?.ToString() ?? "", .. word.Stores.OrderBy(store => store.Key, StringComparer.Ordinal).Select(store => $" {store.Key}={store.Value}")]));
    }

    [Fact]
    public void A_word_that_is_nested_without_end_says_nothing() =>
        Assert.True(ApplicationWord.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"a":""", 50_000)))).IsEmpty);

    [Fact]
    public async Task A_store_stands_beside_what_the_application_says_of_it()
    {
        await using var server = new AnsweringServer { Answer = (path, _) => path == "/api/health" ? AnsweringServer.Text(200, """{"status":"ok","redis":"ok","neo4j":"ok"}""") : AnsweringServer.Text(404, "") };
        using var look = new HealthLook { Address = server.Address, Stores = () => [new("redis", HealthLevel.Degraded, TimeSpan.FromMilliseconds(400), Limit, null, "slow")] };

        var health = await look.RunAsync();

        Assert.Equal((HealthLevel.Degraded, HealthLevel.Healthy), (health.Level, health.Application));
        Assert.Equal(
            [
                new("redis", HealthLevel.Degraded, TimeSpan.FromMilliseconds(400), Limit, HealthLevel.Healthy, "slow"),
                new StoreHealth("neo4j", HealthLevel.Unknown, null, TimeSpan.FromMilliseconds(700), HealthLevel.Healthy, "only the application was asked"),
            ],
            health.Stores);
        Assert.Equal("shop is degraded: redis is degraded (slow).", health.Summary);
    }

    [Fact]
    public async Task A_store_that_was_measured_healthy_and_that_the_application_cannot_use_is_unhealthy()
    {
        await using var server = new AnsweringServer { Answer = (_, _) => AnsweringServer.Text(503, """{"status":"degraded","redis":"down"}""") };
        using var look = new HealthLook
        {
            Address = server.Address, Health = new HealthSettings { Path = "/health" }, Stores = () => [new("redis", HealthLevel.Healthy, TimeSpan.FromMilliseconds(1), Limit, null, "")],
        };

        var health = await look.RunAsync();

        Assert.Equal((HealthLevel.Unhealthy, HealthLevel.Unhealthy), (health.Level, health.Application));
        Assert.Equal("shop is unhealthy: the application says that redis is unhealthy; the application says that it is unhealthy.", health.Summary);
        Assert.Equal("The application is taken for unhealthy by /health: it answered with 503.", Assert.Single(health.Notes));
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_from_here_cannot_be_told_without_the_application()
    {
        using var look = new HealthLook { Stores = () => [new("redis", HealthLevel.Unknown, null, Limit, null, "no way leads there")] };

        var health = await look.RunAsync();

        Assert.Equal((HealthLevel.Unknown, ExitCodes.Environment), (health.Level, health.ExitCode));
        Assert.Equal("How shop is cannot be told: redis is not known (no way leads there).", health.Summary);
    }

    [Fact]
    public async Task Stores_that_could_not_be_measured_at_all_are_no_pass()
    {
        using var look = new HealthLook { Stores = () => throw new DockerCommandFailedException("inspect", 1) };

        var health = await look.RunAsync();

        Assert.Equal(HealthLevel.Unknown, health.Level);
        Assert.StartsWith("The data stores were not measured: ", Assert.Single(health.Notes), StringComparison.Ordinal);
        Assert.Equal(HealthLevel.Healthy, (await look.RunAsync(new HealthOptions { WithoutStores = true })).Level);
    }

    [Fact]
    public async Task A_page_at_a_guessed_path_is_no_word_and_a_configured_path_that_nobody_answers_is_unhealthy()
    {
        await using var server = new AnsweringServer { Answer = (_, _) => AnsweringServer.Text(200, "<html>shop</html>") };
        using var page = new HealthLook { Address = server.Address };
        using var nobody = new HealthLook { Address = new Uri("http://127.0.0.1:1"), Health = new HealthSettings { Path = "/health" } };
        using var guessed = new HealthLook { Address = new Uri("http://127.0.0.1:1") };

        var (ofPage, ofNobody, ofGuess) = (await page.RunAsync(), await nobody.RunAsync(), await guessed.RunAsync());

        Assert.Equal((HealthLevel.Healthy, (HealthLevel?)null), (ofPage.Level, ofPage.Application));
        Assert.Equal((HealthLevel.Unhealthy, (HealthLevel?)HealthLevel.Unhealthy), (ofNobody.Level, ofNobody.Application));
        Assert.Contains("nothing listens there", Assert.Single(ofNobody.Notes), StringComparison.Ordinal);
        Assert.Equal((HealthLevel.Healthy, (HealthLevel?)null, 2), (ofGuess.Level, ofGuess.Application, ofGuess.Notes.Count));
    }
}
