using System.Text.Json;
using DeployOps.Engine.Compose.Configuration;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Compose;

/// <summary>The resolved compose file is shown without its secrets (row RB4).</summary>
public sealed class GetComposeConfigTests
{
    private const string Planted = "n0t-Sh0wn";

    private const string Text = """
        name: shop
        services:
          db:
            image: postgres:${TAG}
            environment:
              POSTGRES_PASSWORD: ${DB_PASSWORD:?}
              DATABASE_URL: postgres://shop:${DB_PASSWORD}@db:5432/shop
              OTHER: see ${DB_PASSWORD}
              PORT: 5432
              ENABLED: "true"
            labels: ["app.token=n0t-Sh0wn-label", "owner=me"]
            command: ["redis-server", "--requirepass", "n0t-Sh0wn-argument", "--port", "1"]
            entrypoint: sh -c "PGPASSWORD=n0t-Sh0wn-shell psql --password n0t-Sh0wn-option"
            build: { context: ., args: { NPM_TOKEN: n0t-Sh0wn-argument-2 } }
        """;

    [Theory]
    [InlineData(ComposeConfigFormat.Yaml)]
    [InlineData(ComposeConfigFormat.Json)]
    public async Task Without_docker_the_embedded_reading_is_masked(ComposeConfigFormat format)
    {
        using var compose = new ComposeText();

        var config = await Get(compose, format, new DockerCommand(new StandInProcesses(0, "", "") { IsMissing = true }));

        Assert.Equal(ComposeConfigOrigin.EmbeddedModel, config.Origin);
        Assert.NotEmpty(config.Note);
        Assert.DoesNotContain(Planted, config.Text, StringComparison.Ordinal);
        Assert.Contains("@db:5432/shop", config.Text, StringComparison.Ordinal);
        Assert.Contains("postgres:2026.01.14", config.Text, StringComparison.Ordinal);
        Assert.Contains("owner=me", config.Text, StringComparison.Ordinal);
        Assert.Equal(7, config.MaskedValues);
        if (format == ComposeConfigFormat.Json)
        {
            using var json = JsonDocument.Parse(config.Text);
            Assert.Equal("***", json.RootElement.GetProperty("services").GetProperty("db").GetProperty("environment").GetProperty("POSTGRES_PASSWORD").GetString());
        }
    }

    [Theory]
    [InlineData("services: { a: { image: x, environment: { PW: n0t-Sh0wn, DBPASS: n0t-Sh0wn-2, NEO4J_AUTH: neo4j/n0t-Sh0wn } } }")]
    [InlineData("services: { a: { image: x, environment: { CONN: \"Server=db;Password = 'n0t-Sh0wn;x'\", HOOK_WEBHOOK_URL: \"https://h/n0t-Sh0wn\" } } }")]
    [InlineData("services: { a: { image: x, environment: { J: '{\"db\":{\"password\":\"n0t-Sh0wn\"}}', Y: 'password: n0t-Sh0wn-2' } } }")]
    [InlineData("services: { a: { image: x, environment: { U: 'postgres://u:p@ss/w0rd#n0t-Sh0wn@db/x' } } }")]
    [InlineData("services: { a: { image: x, command: ['--requirepass=Abc;n0t-Sh0wn'] } }")]
    [InlineData("services: { a: { image: x, command: ['redis-cli', '-a', 'n0t-Sh0wn'] } }")]
    [InlineData("services: { a: { image: x, healthcheck: { test: mysqladmin -u root -pn0t-Sh0wn ping } } }")]
    [InlineData("services: { a: { image: x, healthcheck: { test: \"curl -u admin:n0t-Sh0wn -H 'X-Api-Key: n0t-Sh0wn-2' http://x\" } } }")]
    [InlineData("services: { a: { image: x, labels: { auth.users: 'admin:$$apr1$$n0t-Sh0wn' } } }")]
    [InlineData("configs: { c: { content: \"db_password: n0t-Sh0wn 1\\npassword = n0t-Sh0wn-2\\n<add key='Password' value='n0t-Sh0wn-3'/>\" } }")]
    [InlineData("x-note: { password: { value: n0t-Sh0wn }, tokens: [n0t-Sh0wn-2] }")]
    public async Task A_secret_in_an_unexpected_place_is_masked(string text)
    {
        using var compose = new ComposeText();
        compose.Write("compose.yml", text);
        var project = new DeployProject { Root = compose.Folder, Name = "shop", Compose = new ComposeSettings { Files = ["compose.yml"] } };

        var config = await new GetComposeConfig(project, new GetComposeConfigOptions { WithoutDocker = true }).RunAsync(CancellationToken.None);

        Assert.DoesNotContain(Planted, config.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_looks_like_a_secret_stays_readable()
    {
        const string Plain = "services: { auth: { image: shop/auth:1.2, volumes: ['./token:/run/token'], ports: ['127.0.0.1:80:80'], user: '1000:1000', environment: { U: 'http://db:5432/x?mail=a@b' } } }";
        using var compose = new ComposeText();
        compose.Write("compose.yml", Plain);
        var project = new DeployProject { Root = compose.Folder, Name = "shop", Compose = new ComposeSettings { Files = ["compose.yml"] } };

        var config = await new GetComposeConfig(project, new GetComposeConfigOptions { WithoutDocker = true }).RunAsync(CancellationToken.None);

        Assert.Equal(0, config.MaskedValues);
    }

    [Fact]
    public async Task Without_a_shell_white_space_is_part_of_the_password()
    {
        using var compose = new ComposeText();
        const string Output = """{"services":{"db":{"command":["env","DB_PASSWORD=n0t-Sh0wn-1 and n0t-Sh0wn-2","prog"],"healthcheck":{"test":["CMD","API_TOKEN=n0t-Sh0wn-3 and n0t-Sh0wn-4"]}}}}""";

        var config = await Get(compose, ComposeConfigFormat.Json, new DockerCommand(new StandInProcesses(0, Output, "")), password: "n0t-Sh0wn-1");

        Assert.DoesNotContain(Planted, config.Text, StringComparison.Ordinal);
        Assert.Contains("\"DB_PASSWORD=***\"", config.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_names_of_variables_and_addresses_stay_readable()
    {
        using var compose = new ComposeText();
        const string Output = """{"services":{"db":{"environment":{"APP_URL":"https://shop.example","DB_PASSWORD":"n0t-Sh0wn-1","SECRET_BACKEND":"environment"},"healthcheck":{"test":["CMD-SHELL","PGPASSWORD=\"$$DB_PASSWORD\" psql -c 'select 1'"]}}}}""";

        var config = await Get(compose, ComposeConfigFormat.Json, new DockerCommand(new StandInProcesses(0, Output, "")), password: "n0t-Sh0wn-1");

        Assert.DoesNotContain(Planted, config.Text, StringComparison.Ordinal);
        Assert.Contains("\"environment\"", config.Text, StringComparison.Ordinal);
        Assert.Contains("\"DB_PASSWORD\": \"***\"", config.Text, StringComparison.Ordinal);
        Assert.Contains("psql -c 'select 1'", config.Text, StringComparison.Ordinal);
        Assert.Contains("https://shop.example", config.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_docker_resolved_is_masked_and_keeps_its_kinds()
    {
        using var compose = new ComposeText();
        const string Output = """{"name":"shop","services":{"db":{"environment":{"POSTGRES_PASSWORD":"n0t-Sh0wn-$$x","A":"0777","B":"see n0t-Sh0wn-$$x","FROM_FILE_TOKEN":"n0t-Sh0wn-2"},"privileged":false,"cpus":0.5,"x":null,"ports":[{"target":80}]}}}""";

        var config = await Get(compose, ComposeConfigFormat.Yaml, new DockerCommand(new StandInProcesses(0, Output, "")), password: "n0t-Sh0wn-$x");

        Assert.Equal(ComposeConfigOrigin.Docker, config.Origin);
        Assert.DoesNotContain(Planted, config.Text, StringComparison.Ordinal);
        Assert.Contains("A: \"0777\"", config.Text, StringComparison.Ordinal);
        Assert.Contains("privileged: false", config.Text, StringComparison.Ordinal);
        Assert.Contains("cpus: 0.5", config.Text, StringComparison.Ordinal);
        Assert.Contains("target: 80", config.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_place_and_no_value()
    {
        using var compose = new ComposeText();
        var docker = new DockerCommand(new StandInProcesses(1, "", "error while interpolating services.db.environment.PORT: required variable X is missing a value: n0t-Sh0wn"));

        var refused = await Assert.ThrowsAsync<ComposeConfigRefusedException>(() => Get(compose, ComposeConfigFormat.Yaml, docker));

        Assert.Equal(("services.db.environment.PORT", (int?)9), (refused.Failure.Subject, refused.Failure.Line));
        Assert.DoesNotContain(Planted, refused.ToString(), StringComparison.Ordinal);
    }

    private static Task<MaskedComposeConfig> Get(ComposeText compose, ComposeConfigFormat format, DockerCommand docker, string password = "n0t-Sh0wn-0")
    {
        compose.Write("compose.yml", Text);
        compose.Write(".env.prod", $"DB_PASSWORD='{password}'\n");
        var project = new DeployProject
        {
            Root = compose.Folder,
            Name = "shop",
            Compose = new ComposeSettings { Files = ["compose.yml"] },
            Env = new EnvSettings { Files = [new EnvFileSettings { Path = ".env.prod" }] },
        };
        return new GetComposeConfig(project, new GetComposeConfigOptions { Format = format, Tag = "2026.01.14" }) { Docker = docker, ProcessEnvironment = _ => null }
            .RunAsync(CancellationToken.None);
    }
}
