using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Release;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Release;

/// <summary>Row RB16.</summary>
public sealed class PackageIsCompleteTests
{
    [Fact]
    public async Task REL007_names_each_missing_or_empty_file()
    {
        using var fixture = new ReleaseCheckFixture();
        var findings = await fixture.AskAsync(new PackageIsComplete());
        Assert.All(findings, finding => Assert.Equal(FindingStatus.Fail, finding.Status));
        Assert.Equal(
            ["compose file", ".env.prod.sample or .env.sample or .env.example", "deploy.md or ops/deploy.md or docs/deploy.md", "release.log.template or ops/release.log.template"],
            findings.Select(finding => finding.Subject));

        fixture.Write("docker-compose.prod.yml", "services: {}\n");
        fixture.Project = fixture.Project with { Compose = new ComposeSettings { Files = ["docker-compose.prod.yml"] } };
        fixture.Write(".env.sample", "TAG=\n");
        fixture.Write("ops/deploy.md", "");
        fixture.Write("ops/release.log.template", "{{tag}}\n");
        Assert.Equal("ops/deploy.md", (await fixture.AskOneAsync(new PackageIsComplete())).File);
        fixture.Write("ops/deploy.md", "# 운영 배포\n");
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new PackageIsComplete()));
    }

    [Fact]
    public async Task REL007_follows_the_list_of_the_project()
    {
        using var fixture = new ReleaseCheckFixture();
        fixture.Write("compose.yaml", "services: {}\n");
        fixture.Write("keys.sample", "TAG=\n");
        fixture.Project = fixture.Project with
        {
            Compose = new ComposeSettings { Files = ["compose.yaml"] },
            Env = new EnvSettings { Files = [new EnvFileSettings { Path = ".env", Sample = "keys.sample" }] },
            Package = new PackageSettings { Files = ["compose.yaml", "runbook.md"] },
        };
        Assert.Equal("runbook.md", (await fixture.AskOneAsync(new PackageIsComplete())).Subject);
    }
}
