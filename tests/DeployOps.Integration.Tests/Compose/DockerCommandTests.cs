using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Processes;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Compose;

/// <summary>The docker command as it is on this machine. No engine is needed.</summary>
public sealed class DockerCommandTests
{
    [ComposeFact]
    public async Task Compose_tells_its_version() =>
        Assert.Matches(@"^v?[0-9]+\.[0-9]+", await new DockerCommand(new ProcessRunner()).ComposeVersionAsync(CancellationToken.None));

    [ComposeFact]
    public async Task An_engine_that_is_not_there_is_named()
    {
        var docker = new DockerCommand(new WithoutEngine());

        await Assert.ThrowsAsync<DockerDaemonUnreachableException>(() => docker.InfoAsync(CancellationToken.None));
        await Assert.ThrowsAsync<DockerDaemonUnreachableException>(() => docker.ImageNamesAsync(null, CancellationToken.None));
        await Assert.ThrowsAsync<DockerDaemonUnreachableException>(() => docker.InspectImageAsync("x:1", CancellationToken.None));
        await Assert.ThrowsAsync<DockerDaemonUnreachableException>(() => docker.SaveImageAsync("x:1", (stream, token) => stream.CopyToAsync(Stream.Null, token), CancellationToken.None));
    }

    /// <summary>Points docker at a port that nobody listens on.</summary>
    private sealed class WithoutEngine : IProcessRunner
    {
        private static readonly Dictionary<string, string?> Nowhere = new() { ["DOCKER_HOST"] = "tcp://127.0.0.1:1", ["DOCKER_CONTEXT"] = null };
        private readonly ProcessRunner _processes = new();

        public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken) =>
            _processes.RunAsync(request with { Environment = Nowhere }, cancellationToken);

        public Task<ProcessResult> RunStreamingAsync(ProcessRequest request, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellationToken) =>
            _processes.RunStreamingAsync(request with { Environment = Nowhere }, readOutput, cancellationToken);
    }
}
