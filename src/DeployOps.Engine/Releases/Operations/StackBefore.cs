using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>What was there before the containers are replaced.</summary>
/// <param name="Containers">The containers as they were seen last: of those that the release does not change, none is replaced.</param>
/// <param name="Images">The images of the release that is replaced: services that only that one has are removed.</param>
internal sealed record StackBefore(IReadOnlyList<StackContainer> Containers, IReadOnlyList<ReleaseImage> Images)
{
    /// <summary>Whether all of it was stopped, so that every container is made anew.</summary>
    public bool IsStopped { get; init; }
}
