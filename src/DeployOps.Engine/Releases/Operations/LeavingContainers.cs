using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// The containers of services that only the replaced release has. They go when the new containers are there; one that would be in their way
/// stops before. Containers that no release knows stay: somebody else may have put them into the project.
/// </summary>
internal sealed class LeavingContainers(ReleaseSession session, IReadOnlyList<StackContainer> containers)
{
    private const int ShortId = 12;
    private static readonly TimeSpan CleanUp = TimeSpan.FromMinutes(2);

    private readonly List<(StackContainer Container, IReadOnlyList<string> Services)> _stopped = [];

    /// <summary>Looks for them.</summary>
    /// <param name="session">The session.</param>
    /// <param name="release">The release that comes.</param>
    /// <param name="replaced">The images of the release that goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<LeavingContainers> FindAsync(ReleaseSession session, StackRelease release, IReadOnlyList<ReleaseImage> replaced, CancellationToken cancellationToken)
    {
        var mine = release.Expected.Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        var others = replaced.Select(image => image.Service).Where(service => !mine.Contains(service)).ToHashSet(StringComparer.Ordinal);
        return others.Count == 0
            ? new LeavingContainers(session, [])
            : new LeavingContainers(session, [.. (await StackLook.TakeAsync(session, cancellationToken).ConfigureAwait(false)).Containers.Where(container => others.Contains(container.Service))]);
    }

    /// <summary>Stops those that are in the way of the release.</summary>
    public async Task MakeWayAsync(ComposePlan plan, CancellationToken cancellationToken)
    {
        foreach (var container in containers)
        {
            if (WayConflicts.Of(plan, container) is { Count: > 0 } services)
            {
                session.Output.Say($"{container.Name} stops first: it has what {string.Join(", ", services)} will have");
                _stopped.Add((container, services));
                await session.Docker.Containers.StopAsync([container.Id], grace: null, cancellationToken).ConfigureAwait(false);
                if (plan.Services.Any(service => WayConflicts.WantsName(service, container)))
                {
                    // As compose calls containers that it replaces: what is left of it when this is killed is settled like theirs.
                    await session.Docker.Containers.RenameAsync(container.Id, $"{container.Id[..ShortId]}_{container.Name}", cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>
    /// Starts them again after the release could not be started, unless a container has what they had by now. Going back finds them then as
    /// they were.
    /// </summary>
    public async Task StandAgainAsync()
    {
        using var limit = new CancellationTokenSource(CleanUp);
        try
        {
            var seen = _stopped.Count == 0 ? [] : await session.Docker.Containers.OfProjectAsync(session.StackName, limit.Token).ConfigureAwait(false);
            foreach (var (container, services) in _stopped)
            {
                if (seen.FirstOrDefault(other => other.Id == container.Id) is not { } left || seen.Any(other => other.State == ContainerState.Running && services.Contains(other.Service)))
                {
                    continue;
                }

                if (left.Name != container.Name && seen.All(other => other.Name != container.Name))
                {
                    await session.Docker.Containers.RenameAsync(container.Id, container.Name, limit.Token).ConfigureAwait(false);
                }

                if (container.State == ContainerState.Running)
                {
                    await session.Docker.Containers.StartAsync([container.Id], limit.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception failure) when (failure is DeployOpsException or OperationCanceledException)
        {
            // What failed before is what the admin is told; this is a help on the way back alone.
            session.Output.Say($"What had been stopped could not be started again: {FailureTexts.Of(failure, session.Redact)}");
        }
    }

    /// <summary>Removes them all.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var ids = containers.Select(container => container.Id).ToList();
        await session.Engine.Containers.StopAsync(ids, grace: null, cancellationToken).ConfigureAwait(false);
        await session.Engine.Containers.RemoveAsync(ids, cancellationToken).ConfigureAwait(false);
    }
}
