using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Env;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Env;

public sealed class EnvChecksTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, EnvCheckCases.All.Count)];

    [Fact]
    public async Task A_well_made_project_passes_every_check()
    {
        using var project = new EnvProject();

        var findings = await project.RunAsync();

        Assert.Empty(findings.Where(finding => finding.Status != FindingStatus.Pass).Select(Text));
        Assert.Equal(EnvChecks.All.Select(check => check.Descriptor.Id), findings.Select(finding => finding.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_check_has_a_failing_fixture() =>
        Assert.Equal(EnvChecks.All.Select(check => check.Descriptor.Id), EnvCheckCases.All.Select(failing => failing.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Identifiers_are_unique_and_every_check_says_where_its_rule_comes_from()
    {
        Assert.Equal(EnvChecks.All.Count, EnvChecks.All.Select(check => check.Descriptor.Id).Distinct().Count());
        Assert.All(EnvChecks.All, check =>
        {
            Assert.Matches("^ENV[0-9]{3}$", check.Descriptor.Id);
            Assert.NotEmpty(check.Descriptor.Title);
            Assert.NotEmpty(check.Descriptor.Row);
            Assert.NotEmpty(check.Descriptor.Source);
            Assert.Equal(CheckFamily.Env, check.Descriptor.Family);
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task One_broken_thing_is_named_with_its_place(int index)
    {
        var failing = EnvCheckCases.All[index];
        using var project = new EnvProject();
        failing.Break(project);

        var findings = await project.RunAsync();

        var found = findings.Where(finding => finding.Id == failing.Id && finding.Status == failing.Status).ToList();
        var match = found.Where(finding => finding.Subject == failing.Subject && finding.Line == failing.Line && finding.Message.Contains(failing.Message ?? "", StringComparison.Ordinal));
        Assert.True(match.Any(), $"{failing}: {string.Join("\n", findings.Where(finding => finding.Id == failing.Id).Select(Text))}");
        Assert.All(found, finding => Assert.NotEmpty(finding.Fix));
    }

    [Fact]
    public async Task Without_the_production_pack_only_the_general_checks_answer()
    {
        using var project = new EnvProject();
        project.Replace("deployops.yml", "\nenv:", "\nenv:\n  pack: none").Replace(".env.prod", "ENVIRONMENT=production", "ENVIRONMENT=development");

        var findings = await project.RunAsync();

        Assert.DoesNotContain(findings, finding => finding.Status is FindingStatus.Fail or FindingStatus.Warn);
        Assert.Equal(FindingStatus.NotApplicable, findings.Single(finding => finding.Id == "ENV020").Status);
        Assert.Equal(FindingStatus.NotApplicable, findings.Single(finding => finding.Id == "ENV021").Status);
    }

    [Fact]
    public async Task A_missing_file_blocks_every_check_that_rests_on_its_content()
    {
        using var project = new EnvProject { Break = root => File.Delete(Path.Combine(root, ".env.prod")) };

        var findings = await project.RunAsync();

        Assert.Equal(FindingStatus.Fail, findings.Single(finding => finding.Id == "ENV001").Status);
        foreach (var id in new[] { "ENV002", "ENV003", "ENV010", "ENV021", "ENV030", "ENV033", "ENV040" })
        {
            Assert.Contains(findings, finding => finding.Id == id && finding.Status == FindingStatus.Blocked);
        }
    }

    [Fact]
    public async Task The_tag_may_come_from_the_process_environment()
    {
        using var project = new EnvProject();
        project.Variables["TAG"] = "2026.01.15";

        var findings = await project.RunAsync();

        Assert.Equal(FindingStatus.Pass, findings.Single(finding => finding.Id == "ENV007").Status);
    }

    [Fact]
    public async Task Every_malformed_file_is_named()
    {
        using var project = new EnvProject();
        project.Append(".env.prod", "A B=1\n").Append("apps/worker/.env", "X='\n");

        var findings = await project.RunAsync();

        Assert.Equal([".env.prod", "apps/worker/.env"], findings.Where(finding => finding is { Id: "ENV002", Status: FindingStatus.Fail }).Select(finding => finding.Subject));
    }

    private static string Text(Finding finding) => $"{finding.Id} {finding.Status} {finding.Subject} {finding.File}:{finding.Line} {finding.Message}";
}
