using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Host;
using DeployOps.Engine.Checks.Release;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Releases;

/// <summary>Rows RB7 and RB13 asked of a real engine.</summary>
public sealed class ChecksOnARealEngineTests
{
    [DockerEngineFact]
    public async Task The_engine_answers_and_a_missing_previous_image_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("deployops-log-");
        try
        {
            var project = new DeployProject { Root = folder.FullName, Name = "shop" };
            await new WriteReleaseLog(project).RunAsync(
                new WriteReleaseLogOptions
                {
                    Redact = text => text,
                    Record = new ReleaseRecord
                    {
                        Result = ReleaseResult.Succeeded,
                        Tag = "2026.01.14",
                        Started = DateTimeOffset.UnixEpoch,
                        Finished = DateTimeOffset.UnixEpoch,
                        Logs = ["here"],
                        Images = [new ReleaseImage("backend", "deployops-test/never-built:2026.01.14")],
                    },
                },
                CancellationToken.None);
            ICheck[] checks = [new DockerCommandIsPresent(), new ComposePluginIsCurrent(), new DockerEngineAnswers(), new PreviousImagesArePresent()];
            var findings = new List<Finding>();
            await foreach (var (_, finding) in CheckRunner.RunAsync(checks, new CheckContext(project), new CheckRunOptions(), CancellationToken.None))
            {
                if (finding is not null)
                {
                    findings.Add(finding);
                }
            }

            Assert.Equal(
                ["HST001 Pass", "HST002 Pass", "HST003 Pass", "REL014 Fail"],
                findings.Select(finding => $"{finding.Id} {finding.Status}").Order());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
