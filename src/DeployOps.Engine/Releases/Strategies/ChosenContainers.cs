using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>The same engine, seen through a choice of a project's containers.</summary>
internal sealed class ChosenContainers(
    IContainerCommands inner, Func<string, IReadOnlyList<StackContainer>, CancellationToken, Task<IReadOnlyList<StackContainer>>> choose) : IContainerCommands
{
    /// <summary>Only containers of which something holds.</summary>
    public static ChosenContainers Where(IContainerCommands inner, Func<StackContainer, bool> holds) =>
        new(inner, (_, all, _) => Task.FromResult<IReadOnlyList<StackContainer>>([.. all.Where(holds)]));

    public async Task<IReadOnlyList<StackContainer>> OfProjectAsync(string project, CancellationToken cancellationToken) =>
        await choose(project, await inner.OfProjectAsync(project, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public Task<IReadOnlyList<ContainerUsage>> UsageAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => inner.UsageAsync(ids, cancellationToken);

    public Task<CapturedText> LogsAsync(string id, int lines, DateTimeOffset? since, bool withTimes, CancellationToken cancellationToken) =>
        inner.LogsAsync(id, lines, since, withTimes, cancellationToken);

    public Task<ProcessResult> ExecuteAsync(string id, IReadOnlyList<string> command, string? input, TimeSpan timeout, CancellationToken cancellationToken) =>
        inner.ExecuteAsync(id, command, input, timeout, cancellationToken);

    public Task StopAsync(IReadOnlyList<string> ids, TimeSpan? grace, CancellationToken cancellationToken) => inner.StopAsync(ids, grace, cancellationToken);

    public Task StartAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => inner.StartAsync(ids, cancellationToken);

    public Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => inner.RemoveAsync(ids, cancellationToken);
}
