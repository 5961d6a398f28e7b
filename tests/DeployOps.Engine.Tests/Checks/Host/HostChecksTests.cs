using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Host;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Tests.Checks.Release;
using DeployOps.Engine.Tests.Releases;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Host;

public sealed class HostChecksTests
{
    private const long Gibibyte = 1024L * 1024 * 1024;

    [Theory]
    [InlineData(true, FindingStatus.Pass)]
    [InlineData(false, FindingStatus.Skipped)]
    public async Task HST001_a_missing_docker_command_is_skipped_aloud(bool present, FindingStatus status)
    {
        using var fixture = new ReleaseCheckFixture();
        Assert.Equal(status, await fixture.StatusAsync(new DockerCommandIsPresent(), Docker(new DockerFact { HasCommand = present })));
    }

    [Theory]
    [InlineData("2.26.1-4", FindingStatus.Pass)]
    [InlineData("v2.21.0", FindingStatus.Pass)]
    [InlineData("5.0.1", FindingStatus.Pass)]
    [InlineData("2.20.3", FindingStatus.Warn)]
    [InlineData("dev", FindingStatus.Warn)]
    [InlineData("1.29.2", FindingStatus.Fail)]
    [InlineData(null, FindingStatus.Fail)]
    public async Task HST002_compose_is_current(string? version, FindingStatus status)
    {
        using var fixture = new ReleaseCheckFixture();
        Assert.Equal(status, await fixture.StatusAsync(new ComposePluginIsCurrent(), Docker(new DockerFact { HasCommand = true, ComposeVersion = version })));
        Assert.Equal(FindingStatus.Skipped, await fixture.StatusAsync(new ComposePluginIsCurrent(), Docker(new DockerFact())));
    }

    [Theory]
    [InlineData(true, true, FindingStatus.Pass)]
    [InlineData(true, false, FindingStatus.Skipped)]
    [InlineData(false, false, FindingStatus.Skipped)]
    public async Task HST003_a_silent_engine_is_skipped_aloud(bool command, bool answers, FindingStatus status)
    {
        using var fixture = new ReleaseCheckFixture();
        Assert.Equal(status, await fixture.StatusAsync(new DockerEngineAnswers(), Docker(new DockerFact { HasCommand = command, EngineAnswers = answers })));
    }

    [Theory]
    [InlineData(3, 10, FindingStatus.Pass, FindingStatus.Pass)]
    [InlineData(1, 10, FindingStatus.Fail, FindingStatus.Pass)]
    [InlineData(3, 100, FindingStatus.Pass, FindingStatus.Warn)]
    public async Task HST004_and_HST005_look_at_bytes_and_percent(long free, long size, FindingStatus bytes, FindingStatus percent)
    {
        using var fixture = new ReleaseCheckFixture();
        void Disks(CheckContext context) => context.Provide(new DisksFact([new Disk("project folder", "/srv", free * Gibibyte, size * Gibibyte)]));
        Assert.Equal(bytes, await fixture.StatusAsync(new DiskHasRoom(), Disks));
        Assert.Equal(percent, await fixture.StatusAsync(new DiskIsNotNearlyFull(), Disks));
        fixture.Project = fixture.Project with { Host = new HostSettings { MinimumFreeMebibytes = 0, MinimumFreePercent = 0 } };
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new DiskHasRoom(), Disks));
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new DiskIsNotNearlyFull(), Disks));
    }

    [Fact]
    public async Task Real_disks_are_measured_once_each()
    {
        using var fixture = new ReleaseCheckFixture();
        var context = new CheckContext(fixture.Project);
        context.Provide(new DockerFact());
        var disks = (await context.FactAsync<DisksFact>(CancellationToken.None)).Disks;
        Assert.All(disks, disk => Assert.InRange(disk.Free, 0, disk.Size));
        Assert.Contains(disks, disk => disk.Uses.Contains("project folder", StringComparison.Ordinal) && disk.Uses.Contains("temporary folder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task HST006_a_clock_behind_the_log_or_the_files_is_named()
    {
        using var fixture = new ReleaseCheckFixture { Now = DateTimeOffset.UtcNow };
        fixture.Write("compose.yaml", "services: {}\n");
        fixture.Project = fixture.Project with { Compose = new ComposeSettings { Files = ["compose.yaml"] } };
        await fixture.RecordAsync(ReleaseLogProject.Success() with { Started = fixture.Now });
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new ClockIsPlausible()));
        fixture.Now -= TimeSpan.FromDays(1);
        var findings = await fixture.AskAsync(new ClockIsPlausible());
        Assert.Equal(["compose.yaml", "record 1 of release.log"], findings.Select(finding => finding.Subject));
        Assert.All(findings, finding => Assert.Equal(FindingStatus.Warn, finding.Status));
    }

    [Fact]
    public async Task Docker_is_asked_by_exit_code_and_a_hanging_engine_does_not_answer()
    {
        var docker = await DockerFact.GatherAsync(
            new ScriptedDocker(new()
            {
                [$"info --format {DockerFact.InfoFormat}"] = (0, Path.GetTempPath() + "\ndefault\n2.26.1-4\n", "WARNING: no swap limit"),
                ["image inspect --format {{.Id}} backend:1"] = (0, "sha256:abc\n", ""),
                ["image inspect --format {{.Id}} gone:1"] = (1, "\n", "Error: No such image: gone:1"),
                ["image inspect --format {{.Id}} broken:1"] = (1, "\n", "permission denied"),
            }),
            Path.GetTempPath(),
            _ => null,
            CancellationToken.None);
        Assert.Equal((true, true, "2.26.1-4", Path.GetTempPath()), (docker.HasCommand, docker.EngineAnswers, docker.ComposeVersion, docker.LocalDataRoot));
        Assert.Equal("sha256:abc", await docker.ImageIdAsync("backend:1", CancellationToken.None));
        Assert.Null(await docker.ImageIdAsync("gone:1", CancellationToken.None));
        Assert.Null(await docker.ImageIdAsync("--help", CancellationToken.None));
        await Assert.ThrowsAsync<FactUnavailableException>(() => docker.ImageIdAsync("broken:1", CancellationToken.None));

        var silent = await DockerFact.GatherAsync(
            new ScriptedDocker(new() { [$"info --format {DockerFact.InfoFormat}"] = (0, "\n", "Cannot connect") }), "/", _ => null, CancellationToken.None);
        Assert.Equal((true, false, null), (silent.HasCommand, silent.EngineAnswers, silent.ComposeVersion));
        var babbling = await DockerFact.GatherAsync(
            new ScriptedDocker(new() { [$"info --format {DockerFact.InfoFormat}"] = (0, "not a folder\ndefault\n2.26.1\n", "") }), "/", _ => null, CancellationToken.None);
        Assert.False(babbling.EngineAnswers);
        Assert.False((await DockerFact.GatherAsync(new ScriptedDocker(null), "/", _ => null, CancellationToken.None)).HasCommand);
    }

    [Theory]
    [InlineData("default", null, null, true)]
    [InlineData("default", "tcp://other:2375", "tcp://other:2375", false)]
    [InlineData("office", null, "ssh://office", false)]
    [InlineData("office", null, "unix:///run/user/1000/docker.sock", true)]
    public async Task The_engine_s_folder_is_looked_at_only_when_the_engine_is_local(string name, string? dockerHost, string? endpoint, bool isLocal)
    {
        var docker = await DockerFact.GatherAsync(
            new ScriptedDocker(new()
            {
                [$"info --format {DockerFact.InfoFormat}"] = (0, $"{Path.GetTempPath()}\n{name}\nv2.30.0\n", ""),
                ["context inspect --format {{.Endpoints.docker.Host}}"] = (0, endpoint + "\n", ""),
            }),
            "/",
            variable => variable == "DOCKER_HOST" ? dockerHost : null,
            CancellationToken.None);
        Assert.Equal(isLocal, docker.LocalDataRoot is not null);
        Assert.Equal("v2.30.0", docker.ComposeVersion);
    }

    [Fact]
    public void The_least_free_space_is_configured()
    {
        var project = ProjectReader.Parse(Path.Combine(Path.GetTempPath(), "deployops.yml"), "host:\n  minimum-free-mib: 512\n  minimum-free-percent: 5\n");
        Assert.Equal((512, 5), (project.Host.MinimumFreeMebibytes, project.Host.MinimumFreePercent));
        Assert.Throws<ProjectConfigurationException>(() => ProjectReader.Parse("/deployops.yml", "host:\n  minimum-free-percent: 101\n"));
    }

    private static Action<CheckContext> Docker(DockerFact fact) => context => context.Provide(fact);

    private sealed class ScriptedDocker(Dictionary<string, (int ExitCode, string Output, string Error)>? answers) : IProcessRunner
    {
        public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
        {
            if (answers is null)
            {
                throw new ProgramNotFoundException("docker");
            }

            // What is not in the script hangs.
            return answers.TryGetValue(string.Join(' ', request.Arguments), out var answer)
                ? Task.FromResult(new ProcessResult(answer.ExitCode, new CapturedText(answer.Output), new CapturedText(answer.Error), TimeSpan.Zero))
                : throw new ProcessTimeoutException("docker", TimeSpan.FromSeconds(20));
        }

        public Task<ProcessResult> RunStreamingAsync(ProcessRequest request, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
