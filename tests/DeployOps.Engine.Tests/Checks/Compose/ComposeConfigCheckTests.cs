using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Compose;
using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Tests.Compose;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Compose;

/// <summary>COM001, with a stand-in for the docker command.</summary>
public sealed class ComposeConfigCheckTests
{
    [Fact]
    public async Task What_compose_accepts_passes() =>
        Assert.Equal(FindingStatus.Pass, (await AskAsync(new StandInProcesses(0, "", "time=\"x\" level=warning msg=\"noise\""))).Status);

    [Fact]
    public async Task What_compose_refuses_fails_with_its_line_and_without_its_words()
    {
        var finding = await AskAsync(new StandInProcesses(1, "", "error decoding 'services[web].mem_limit': invalid size: 'S3cr3tXYZ'"));

        Assert.Equal((FindingStatus.Fail, "services.web.mem_limit", "compose.yml", 4), (finding.Status, finding.Subject, finding.File, finding.Line));
        Assert.DoesNotContain("S3cr3tXYZ", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_docker_it_is_skipped_aloud()
    {
        var finding = await AskAsync(new StandInProcesses(0, "", "") { IsMissing = true });

        Assert.Equal((FindingStatus.Skipped, false), (finding.Status, finding.Optional));
    }

    [Fact]
    public async Task Without_the_environment_file_it_is_blocked() =>
        Assert.Equal(FindingStatus.Blocked, (await AskAsync(new StandInProcesses(0, "", ""), envFile: "gone.env")).Status);

    private static async Task<Finding> AskAsync(StandInProcesses processes, string? envFile = null)
    {
        using var compose = new ComposeText();
        compose.Write("compose.yml", "services:\n  web:\n    image: x:1\n    mem_limit: 1g\n");
        var project = new DeployProject
        {
            Root = compose.Folder,
            Name = "p",
            Compose = new ComposeSettings { Files = ["compose.yml"] },
            Env = new EnvSettings { Files = envFile is null ? [] : [new EnvFileSettings { Path = envFile }] },
        };
        var context = new CheckContext(project) { ProcessEnvironment = _ => null };
        try
        {
            context.Provide(await ComposeConfigFact.GatherAsync(context, new DockerCommand(processes), CancellationToken.None));
        }
        catch (FactUnavailableException missing)
        {
            return new ComposeAcceptsTheConfiguration().Descriptor.Answer(missing.Status, missing.Message);
        }

        await foreach (var (_, finding) in CheckRunner.RunAsync([new ComposeAcceptsTheConfiguration()], context, new CheckRunOptions(), CancellationToken.None))
        {
            return finding!;
        }

        throw new InvalidOperationException("no finding");
    }
}
