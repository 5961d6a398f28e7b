using System.Text;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Operations.Content;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// Services that a release does not change. Compose replaces a container as soon as its image has another name, so a store whose image is
/// named by the release's tag would be stopped and started by every release although its image is the same. Such a service is asked for
/// under the name that its container has; whatever else changed, compose still sees it by its hash and replaces the container.
/// </summary>
internal static class UnchangedServices
{
    /// <summary>Lays a file with the names of running images over the release, where they are the release's images.</summary>
    /// <param name="session">The session.</param>
    /// <param name="target">What compose would be told.</param>
    /// <param name="release">The release; its images have identifiers.</param>
    /// <param name="running">The containers as they were seen last; may be some minutes old.</param>
    /// <param name="given">What the services are given beside their images.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<ComposeTarget> KeepAsync(
        ReleaseSession session, ComposeTarget target, StackRelease release, IReadOnlyList<StackContainer> running, GivenContent given, CancellationToken cancellationToken)
    {
        if (!session.Project.Release.KeepUnchanged || session.Project.Release.Services.Any(service => service.Strategy == ReleaseStrategy.BlueGreen))
        {
            return target;
        }

        var candidates = Candidates(release, running, given);
        try
        {
            return candidates.Count == 0 ? target : await KeepAsync(session, target, release, candidates, cancellationToken).ConfigureAwait(false);
        }
        catch (DeployOpsException)
        {
            // A courtesy alone: when docker refuses something here, it says so again where it matters.
            return target;
        }
    }

    private static async Task<ComposeTarget> KeepAsync(
        ReleaseSession session, ComposeTarget target, StackRelease release, Dictionary<string, StackContainer> candidates, CancellationToken cancellationToken)
    {
        // The name may point at another image by now, and then compose would start that one.
        var ids = await session.Engine.Images.IdsAsync([.. candidates.Values.Select(container => container.ImageReference)], cancellationToken).ConfigureAwait(false);
        var kept = candidates.Where(pair => ids.GetValueOrDefault(pair.Value.ImageReference) == pair.Value.ImageId).ToDictionary(pair => pair.Key, pair => pair.Value.ImageReference, StringComparer.Ordinal);
        if (kept.Count == 0)
        {
            return target;
        }

        // What compose replaces in any case is to have the release's own name.
        var laid = LayOver(session, target, release, kept);
        var hashes = await new PlanHashes(session.Processes).OfAsync(laid, session.Scope(session.Project.Release.UpTimeout), cancellationToken).ConfigureAwait(false);
        var replaced = kept.Keys.Where(service => !HasEnvFile(release, service) && hashes.GetValueOrDefault(service) != candidates[service].ConfigurationHash).ToList();
        replaced.ForEach(service => kept.Remove(service));
        if (kept.Count == 0)
        {
            return target;
        }

        session.Output.Say($"Left alone, because the release does not change them: {string.Join(", ", kept.Keys.Order(StringComparer.Ordinal))}");
        return replaced.Count == 0 ? laid : LayOver(session, target, release, kept);
    }

    private static ComposeTarget LayOver(ReleaseSession session, ComposeTarget target, StackRelease release, Dictionary<string, string> names)
    {
        var file = new OperationFolder(session.Project, release.Number).Unchanged;
        OperationFolder.Write(file, Encoding.UTF8.GetBytes(WantedImages.OverrideFile(names)));
        return target with { Files = [.. target.Files, file] };
    }

    // For these "config --hash" gives others than "up" does (observed with 2.26.1).
    private static bool HasEnvFile(StackRelease release, string service) => release.Model.Services.Any(mine => mine.Name == service && mine.EnvFiles.Count > 0);

    private static Dictionary<string, StackContainer> Candidates(StackRelease release, IReadOnlyList<StackContainer> running, GivenContent given)
    {
        var candidates = new Dictionary<string, StackContainer>(StringComparer.Ordinal);
        foreach (var image in release.Images.Where(image => image.Id is not null))
        {
            var containers = running.Where(container => container.Service == image.Service && !container.IsOneOff).ToList();
            if (containers.Count > 0
                && containers.TrueForAll(container => container.ImageId == image.Id && IsWell(container))
                && containers[0].ImageReference != image.Reference
                && IsNamed(containers[0].ImageReference)
                && containers.TrueForAll(container => container.ImageReference == containers[0].ImageReference)
                && !given.MayHaveChanged(image.Service))
            {
                candidates[image.Service] = containers[0];
            }
        }

        return candidates;
    }

    // One that is not well may become so by being replaced.
    private static bool IsWell(StackContainer container) => container.State == ContainerState.Running && container.Health is ContainerHealth.Healthy or ContainerHealth.None;

    private static bool IsNamed(string reference) => reference.Length > 0 && !reference.StartsWith("sha256:", StringComparison.Ordinal);
}
