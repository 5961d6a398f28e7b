using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Compose;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Compose;

public sealed class ComposeChecksTests
{
    /// <summary>Needs the docker command, and is tested with a stand-in for it.</summary>
    private const string AsksDocker = "COM001";

    public static TheoryData<string, string> Fixtures()
    {
        var data = new TheoryData<string, string>();
        foreach (var fixture in ComposeFixture.All())
        {
            data.Add(fixture.CheckId, Path.GetFileName(fixture.Path));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task A_check_names_exactly_the_marked_lines(string checkId, string file)
    {
        var fixture = new ComposeFixture(checkId, Path.Combine(ComposeFixture.Folder(), checkId, file));
        var check = ComposeChecks.All.Single(check => check.Descriptor.Id == checkId);

        var findings = await fixture.RunAsync(check);

        Assert.All(findings, finding => Assert.True(
            finding.Status is FindingStatus.Pass or FindingStatus.Fail or FindingStatus.Warn, $"{finding.Status}: {finding.Message}"));
        var named = findings.Where(finding => finding.Status != FindingStatus.Pass).ToList();
        Assert.Equal(fixture.MarkedLines(), named.Select(finding => finding.Line ?? 0).Order());
        Assert.All(named, finding => Assert.Equal(file, finding.File));
        Assert.All(named, finding => Assert.False(string.IsNullOrWhiteSpace(finding.Message) || string.IsNullOrWhiteSpace(finding.Fix)));
        Assert.DoesNotContain(findings, finding => $"{finding.Subject} {finding.Message} {finding.Fix}".Contains("not-a-real-one", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_check_has_a_passing_and_a_failing_fixture()
    {
        var fixtures = ComposeFixture.All().ToList();
        var lacking = ComposeChecks.All.Select(check => check.Descriptor.Id).Where(id => id != AsksDocker)
            .Where(id => !fixtures.Exists(fixture => fixture.CheckId == id && fixture.MustFail) || !fixtures.Exists(fixture => fixture.CheckId == id && !fixture.MustFail));

        Assert.Empty(lacking);
        Assert.Empty(fixtures.Select(fixture => fixture.CheckId).Distinct().Except(ComposeChecks.All.Select(check => check.Descriptor.Id)));
    }

    [Fact]
    public void Identifiers_are_unique_and_in_order()
    {
        var ids = ComposeChecks.All.Select(check => check.Descriptor.Id).ToList();

        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^COM[0-9]{3}$", id));
    }
}
