using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;

namespace DeployOps.Integration.Tests.Releases.Strategies;

/// <summary>The process ended here.</summary>
public sealed class KilledException : Exception;

/// <summary>An engine whose user is killed as soon as something went wrong: logs are asked for only then.</summary>
internal sealed class DyingContainers(IContainerCommands inner) : IContainerCommands
{
    public Task<IReadOnlyList<StackContainer>> OfProjectAsync(string project, CancellationToken cancellationToken) => inner.OfProjectAsync(project, cancellationToken);

    public Task<IReadOnlyList<ContainerUsage>> UsageAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => inner.UsageAsync(ids, cancellationToken);

    public Task<CapturedText> LogsAsync(string id, int lines, DateTimeOffset? since, bool withTimes, CancellationToken cancellationToken) => throw new KilledException();

    public Task<ProcessResult> ExecuteAsync(string id, IReadOnlyList<string> command, string? input, TimeSpan timeout, CancellationToken cancellationToken) =>
        inner.ExecuteAsync(id, command, input, timeout, cancellationToken);

    public Task StopAsync(IReadOnlyList<string> ids, TimeSpan? grace, CancellationToken cancellationToken) => inner.StopAsync(ids, grace, cancellationToken);

    public Task StartAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => inner.StartAsync(ids, cancellationToken);

    public Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => inner.RemoveAsync(ids, cancellationToken);
}
