using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Compose;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Compose;

/// <summary>What <c>deployops.yml</c> says changes what the checks say.</summary>
public sealed class ComposeSettingsTests
{
    [Fact]
    public void The_section_is_read()
    {
        var settings = ProjectReader.Parse(
            Path.GetFullPath("deployops.yml"),
            "compose:\n  files: [a.yml]\n  restart: [always, unless-stopped]\n  one-shot: [migrate]\n  database-services: [ledger]\n  public-services: [api]\n").Compose;

        Assert.Equal(["always", "unless-stopped"], settings.Restart);
        Assert.Equal(["migrate", "ledger", "api"], [.. settings.OneShot, .. settings.DatabaseServices, .. settings.PublicServices]);
        Assert.Equal(["unless-stopped"], new ComposeSettings().Restart);
    }

    [Fact]
    public async Task Accepted_restart_policies_and_one_shots_are_respected()
    {
        var findings = await FindAsync(new RestartPolicy(), "COM020", settings => settings with { Restart = ["always", "unless-stopped", "on-failure"], OneShot = ["none", "no"] });

        Assert.Equal(["migrate", "wrong"], findings.Select(finding => finding.Subject).Order());
    }

    [Fact]
    public async Task Public_services_may_publish_everywhere() =>
        Assert.Empty(await FindAsync(new OnlyProxiesArePublic(), "COM051", settings => settings with { PublicServices = ["api"] }));

    [Fact]
    public async Task A_service_named_as_a_database_needs_a_healthcheck() =>
        Assert.Contains(
            await new ComposeFixture("COM021", Path.Combine(ComposeFixture.Folder(), "COM021", "pass.yml")).RunAsync(
                new KeyServicesHaveHealthchecks(), settings => settings with { DatabaseServices = ["worker"] }),
            finding => finding is { Status: FindingStatus.Fail, Subject: "worker" });

    private static async Task<IReadOnlyList<Finding>> FindAsync(ICheck check, string id, Func<ComposeSettings, ComposeSettings> settings)
    {
        var fixture = new ComposeFixture(id, Path.Combine(ComposeFixture.Folder(), id, "fail.yml"));
        return [.. (await fixture.RunAsync(check, settings)).Where(finding => finding.Status is FindingStatus.Fail or FindingStatus.Warn)];
    }
}
