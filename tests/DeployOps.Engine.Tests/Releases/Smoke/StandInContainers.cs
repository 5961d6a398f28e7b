using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Tests.Releases.Smoke;

/// <summary>Answers in the place of docker about containers and their logs, and counts what was asked.</summary>
internal sealed class StandInContainers(params StackContainer[] first) : IContainerCommands
{
    private int _looks;

    /// <summary>What is seen from the second look on; the same as at first when <see langword="null"/>.</summary>
    public IReadOnlyList<StackContainer>? Later { get; init; }

    /// <summary>The logs by identifier; one that is not here cannot be read.</summary>
    public Dictionary<string, string> Logs { get; } = [];

    public int Looks => _looks;

    public (int Lines, DateTimeOffset? Since) Asked { get; private set; }

    public Exception? Failure { get; init; }

    public static StackContainer Container(string service, params PublishedPort[] ports) => new()
    {
        Id = service,
        Name = $"shop-{service}-1",
        Project = "shop",
        Service = service,
        ImageId = "sha256:1",
        ImageReference = $"shop-{service}:2026.11.01",
        State = ContainerState.Running,
        Health = ContainerHealth.Healthy,
        Ports = ports,
    };

    public Task<IReadOnlyList<StackContainer>> OfProjectAsync(string project, CancellationToken cancellationToken)
    {
        var look = Interlocked.Increment(ref _looks);
        return Failure is null ? Task.FromResult(look > 1 && Later is not null ? Later : first) : Task.FromException<IReadOnlyList<StackContainer>>(Failure);
    }

    public Task<CapturedText> LogsAsync(string id, int lines, DateTimeOffset? since, bool withTimes, CancellationToken cancellationToken)
    {
        Asked = (lines, since);
        return Logs.TryGetValue(id, out var log) ? Task.FromResult(new CapturedText(log)) : Task.FromException<CapturedText>(new DockerCommandFailedException("container logs", 1));
    }

    public Task<IReadOnlyList<ContainerUsage>> UsageAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ProcessResult> ExecuteAsync(string id, IReadOnlyList<string> command, string? input, TimeSpan timeout, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task StopAsync(IReadOnlyList<string> ids, TimeSpan? grace, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task StartAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();
}
