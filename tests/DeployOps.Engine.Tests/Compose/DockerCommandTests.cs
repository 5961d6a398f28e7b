using DeployOps.Engine.Compose.DockerCli;
using Xunit;

namespace DeployOps.Engine.Tests.Compose;

public sealed class DockerCommandTests
{
    [Fact]
    public async Task Config_is_asked_with_every_file_profile_and_variable()
    {
        var processes = new StandInProcesses(0, "{}", "");
        var request = new ComposeConfigRequest
        {
            Folder = "/p", Files = ["/p/a.yml", "/p/b.yml"], EnvFiles = ["/p/.env.prod"], Profiles = ["debug"],
            Environment = new Dictionary<string, string?> { ["TAG"] = "1" }, WantsOutput = true,
        };

        var answer = await new DockerCommand(processes).ConfigAsync(request, CancellationToken.None);

        Assert.True(answer.IsValid);
        var asked = Assert.Single(processes.Requests);
        Assert.Equal(["compose", "-f", "/p/a.yml", "-f", "/p/b.yml", "--env-file", "/p/.env.prod", "--profile", "debug", "config", "--format", "json"], asked.Arguments);
        Assert.Equal(("docker", "/p", "1"), (asked.FileName, asked.WorkingDirectory, asked.Environment["TAG"]));
    }

    [Fact]
    public async Task Failures_have_names_and_show_nothing_of_the_output()
    {
        static DockerCommand Answering(string errors) => new(new StandInProcesses(1, "S3cr3tXYZ", errors + " S3cr3tXYZ"));

        await Assert.ThrowsAsync<DockerNotFoundException>(() => new DockerCommand(new StandInProcesses(0, "", "") { IsMissing = true }).InfoAsync(CancellationToken.None));
        await Assert.ThrowsAsync<ComposePluginMissingException>(() => Answering("docker: 'compose' is not a docker command.").ComposeVersionAsync(CancellationToken.None));
        await Assert.ThrowsAsync<ComposePluginMissingException>(
            () => Answering("unknown shorthand flag: 'f' in -f").ConfigAsync(new ComposeConfigRequest { Folder = "/", Files = ["a"] }, CancellationToken.None));
        var unreachable = await Assert.ThrowsAsync<DockerDaemonUnreachableException>(
            () => Answering("Cannot connect to the Docker daemon at tcp://x. Is the docker daemon running?").InfoAsync(CancellationToken.None));
        Assert.False(unreachable.IsRefused);
        var refused = await Assert.ThrowsAsync<DockerDaemonUnreachableException>(
            () => Answering("permission denied while trying to connect to the Docker daemon socket").ImageNamesAsync(null, CancellationToken.None));
        Assert.Equal(FailureKind.Permission, refused.Kind);
        var other = await Assert.ThrowsAsync<DockerCommandFailedException>(() => Answering("strange").InspectImageAsync("x:1", CancellationToken.None));
        Assert.DoesNotContain("S3cr3tXYZ", other.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_noticed_although_docker_ends_well()
    {
        var docker = new DockerCommand(new StandInProcesses(0, """{"ServerErrors":["Cannot connect"],"DockerRootDir":""}""", ""));

        await Assert.ThrowsAsync<DockerDaemonUnreachableException>(() => docker.InfoAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Images_are_listed_inspected_and_missed()
    {
        Assert.Equal(["a:1", "b:2"], await new DockerCommand(new StandInProcesses(0, "a:1\nb:2\r\n<none>:<none>\n", "")).ImageNamesAsync(null, CancellationToken.None));
        Assert.Null(await new DockerCommand(new StandInProcesses(1, "[]", "Error response from daemon: No such image: x:1")).InspectImageAsync("x:1", CancellationToken.None));
        var image = await new DockerCommand(new StandInProcesses(0, """{"Id":"sha256:1","RepoTags":["x:1"],"Size":5,"Created":"2026-01-14T00:00:00Z"}""", "")).InspectImageAsync("x:1", CancellationToken.None);
        Assert.Equal(("sha256:1", 5L), (image!.Id, image.Size));
        await Assert.ThrowsAsync<ArgumentException>(() => new DockerCommand(new StandInProcesses(0, "", "")).InspectImageAsync("--all", CancellationToken.None));
    }
}
