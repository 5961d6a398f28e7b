using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Host;
using DeployOps.Engine.Checks.Release;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
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
            var findings = await AskAsync(project, new DockerCommandIsPresent(), new ComposePluginIsCurrent(), new DockerEngineAnswers(), new PreviousImagesArePresent());

            Assert.Equal(["HST001 Pass", "HST002 Pass", "HST003 Pass", "REL014 Fail"], findings.Order());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [DockerEngineFact]
    public async Task What_a_record_takes_from_the_compose_files_is_found_again_until_the_tag_moves()
    {
        var folder = Directory.CreateTempSubdirectory("deployops-log-");
        var name = $"deployops-test/previous-{Guid.NewGuid():N}";
        try
        {
            // The smallest image there is: nothing but a label.
            File.WriteAllText(Path.Combine(folder.FullName, "Dockerfile"), "FROM scratch\nARG BUILD\nLABEL build=$BUILD\n");
            File.WriteAllText(Path.Combine(folder.FullName, "compose.yml"), $"services:\n  backend:\n    image: {name}:${{TAG}}\n");
            await BuildAsync(folder.FullName, $"{name}:2026.01.14", "one");
            var project = new DeployProject { Root = folder.FullName, Name = "shop", Compose = new ComposeSettings { Files = ["compose.yml"] } };
            var record = ReleaseLogEntryForm.Fill(new ReleaseLogEntryForm { Tag = "2026.01.14", Result = ReleaseResult.Succeeded, Logs = ["here"] }, TimeProvider.System);

            var written = await new WriteReleaseLog(project).RunAsync(new WriteReleaseLogOptions { Record = record, Redact = text => text }, CancellationToken.None);

            Assert.StartsWith("sha256:", Assert.Single(written.Record.Images).Id, StringComparison.Ordinal);
            Assert.Equal(["REL014 Pass"], await AskAsync(project, new PreviousImagesArePresent()));
            await BuildAsync(folder.FullName, $"{name}:2026.01.14", "two");
            Assert.Equal(["REL014 Warn"], await AskAsync(project, new PreviousImagesArePresent()));
        }
        finally
        {
            await RunAsync(folder.FullName, "image", "rm", "--force", $"{name}:2026.01.14");
            folder.Delete(recursive: true);
        }
    }

    private static async Task BuildAsync(string folder, string image, string build)
    {
        var result = await RunAsync(folder, "build", "--quiet", "--build-arg", $"BUILD={build}", "--tag", image, ".");
        Assert.True(result.Succeeded, result.StandardError.Reveal());
    }

    private static Task<ProcessResult> RunAsync(string folder, params string[] arguments) =>
        new ProcessRunner().RunAsync(new ProcessRequest { FileName = "docker", Arguments = arguments, WorkingDirectory = folder, Timeout = TimeSpan.FromMinutes(2) }, CancellationToken.None);

    private static async Task<List<string>> AskAsync(DeployProject project, params ICheck[] checks)
    {
        var findings = new List<string>();
        await foreach (var (_, finding) in CheckRunner.RunAsync(checks, new CheckContext(project), new CheckRunOptions(), CancellationToken.None))
        {
            if (finding is not null)
            {
                findings.Add($"{finding.Id} {finding.Status}");
            }
        }

        return findings;
    }
}
