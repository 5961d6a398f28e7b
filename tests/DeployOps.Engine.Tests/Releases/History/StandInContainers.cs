using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Tests.Releases.History;

/// <summary>A stack's containers without an engine.</summary>
internal sealed class StandInContainers(params StackContainer[] containers) : IContainerCommands
{
    public bool IsUnreachable { get; init; }

    /// <summary>The compose projects that were asked for.</summary>
    public List<string> Asked { get; } = [];

    public StackEngine Engine => StackEngine.OfThisMachine with { Containers = this };

    public static StackContainer Container(
        string service, string image, ContainerState state = ContainerState.Running, int exitCode = 0, string policy = "unless-stopped") => new()
        {
            Id = Guid.NewGuid().ToString("N"),
            Name = service,
            Project = "shop",
            Service = service,
            ImageId = image,
            ImageReference = $"shop/{service}:t",
            State = state,
            Health = state == ContainerState.Running ? ContainerHealth.Healthy : ContainerHealth.None,
            ExitCode = exitCode,
            RestartPolicy = policy,
        };

    public Task<IReadOnlyList<StackContainer>> OfProjectAsync(string project, CancellationToken cancellationToken)
    {
        Asked.Add(project);
        return IsUnreachable ? throw new DockerDaemonUnreachableException(isRefused: false) : Task.FromResult<IReadOnlyList<StackContainer>>(containers);
    }

    public Task<IReadOnlyList<ContainerUsage>> UsageAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<CapturedText> LogsAsync(string id, int lines, DateTimeOffset? since, bool withTimes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ProcessResult> ExecuteAsync(string id, IReadOnlyList<string> command, string? input, TimeSpan timeout, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task StopAsync(IReadOnlyList<string> ids, TimeSpan? grace, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task StartAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();
}
