using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Health;

/// <summary>What a watch ended with.</summary>
/// <param name="IsHealthy">Whether every service was good and stayed so.</param>
/// <param name="Services">The services as they were seen last.</param>
/// <param name="Reason">Why it is not healthy, in one sentence without secrets; empty when it is.</param>
/// <param name="Duration">How long it took, the stability window included.</param>
public sealed record HealthWatchResult(bool IsHealthy, IReadOnlyList<ServiceObservation> Services, string Reason, TimeSpan Duration)
{
    /// <summary>All containers of the stack at the last look.</summary>
    public IReadOnlyList<StackContainer> Containers { get; init; } = [];
}
