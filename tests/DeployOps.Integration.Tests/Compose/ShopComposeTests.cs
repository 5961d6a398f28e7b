using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Compose;
using DeployOps.Engine.Project;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Compose;

/// <summary>The sample stack is how a compose file should be: no check has anything to say about it.</summary>
public sealed class ShopComposeTests
{
    [ComposeFact]
    public async Task The_sample_stack_has_no_findings()
    {
        using var shop = new ShopCopy();
        var findings = new List<Finding>();
        var context = new CheckContext(ProjectReader.Find(shop.Root)) { Tag = "2026.01.14" };

        await foreach (var (_, finding) in CheckRunner.RunAsync(ComposeChecks.All, context, new CheckRunOptions(), CancellationToken.None))
        {
            findings.AddRange(finding is null ? [] : [finding]);
        }

        Assert.Equal(ComposeChecks.All.Count, findings.Count);
        Assert.Empty(findings.Where(finding => finding.Status != FindingStatus.Pass).Select(finding => $"{finding.Id} {finding.Status} {finding.Subject} {finding.Message}"));
    }
}
