using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.History;

/// <summary>What runs of a stack against what a release wanted to run.</summary>
internal static class RunningServices
{
    /// <summary>The services of the release in its order, then those that run and are no part of it.</summary>
    /// <param name="wanted">The release's images; none when no release is known.</param>
    /// <param name="containers">The stack's containers.</param>
    public static IReadOnlyList<ServiceRelease> Compare(IReadOnlyList<ReleaseImage> wanted, IReadOnlyList<StackContainer> containers)
    {
        var services = containers.Where(container => !container.IsOneOff).ToLookup(container => container.Service, StringComparer.Ordinal);
        var known = wanted.Select(image => image.Service).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. wanted.Select(image => Row(image.Service, image.Reference, image.Id, [.. services[image.Service]])),
            .. services.Where(service => !known.Contains(service.Key)).OrderBy(service => service.Key, StringComparer.Ordinal)
                .Select(service => Row(service.Key, service.First().ImageReference, null, [.. service])),
        ];
    }

    // Of several containers the first that is not as wanted is shown: one wrong one is enough.
    private static ServiceRelease Row(string service, string reference, string? wanted, List<StackContainer> containers)
    {
        var shown = containers.Find(container => !Serves(container)) ?? containers.Find(container => container.ImageId != wanted) ?? containers.FirstOrDefault();
        var count = containers.Count > 1 ? FormattableString.Invariant($"{containers.Count} containers, ") : "";
        return new ServiceRelease(service, reference, wanted, shown is not null && Serves(shown) ? shown.ImageId : null, shown is null ? "missing" : count + Words(shown));
    }

    // A service that has done its work and ended well, such as one that prepares a volume, is there.
    private static bool Serves(StackContainer container) => container.State switch
    {
        ContainerState.Running or ContainerState.Paused or ContainerState.Restarting => true,
        ContainerState.Exited => container.ExitCode == 0 && container.RestartPolicy is not ("always" or "unless-stopped"),
        _ => false,
    };

    private static string Words(StackContainer container)
    {
        var state = container.State.ToString().ToLowerInvariant();
        return container.State == ContainerState.Exited ? FormattableString.Invariant($"{state} with {container.ExitCode}")
            : container.Health == ContainerHealth.None ? state
            : $"{state}, {container.Health.ToString().ToLowerInvariant()}";
    }
}
