using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Which services of a release cannot start, or must not, while a container of another service is there.</summary>
internal static class WayConflicts
{
    /// <summary>
    /// The services that want a port of the host, a name or an address that the container has, or that would write beside it to the same
    /// volume or folder: two database servers on one volume destroy it.
    /// </summary>
    public static IReadOnlyList<string> Of(ComposePlan plan, StackContainer container)
    {
        var volumes = plan.Volumes.ToDictionary(volume => volume.Key, volume => volume.Name, StringComparer.Ordinal);
        return
        [
            .. plan.Services.Where(service => service.Containers > 0 && service.Name != container.Service).Where(service =>
                WantsName(service, container)
                || service.Ports.Any(port => container.Ports.Any(taken => IsSame(port, taken)))
                || service.FixedAddresses.Any(address => container.Networks.Any(network => network.Address == address))
                || service.Mounts.Any(mount => container.Mounts.Any(other => BothWrite(mount, other, volumes)))).Select(service => service.Name),
        ];
    }

    /// <summary>Whether a service wants the container's name.</summary>
    public static bool WantsName(PlanService service, StackContainer container) => service.ContainerName.Length > 0 && service.ContainerName == container.Name;

    private static bool IsSame(PlanPort port, PublishedPort taken) =>
        port.IsFixed && port.Published == FormattableString.Invariant($"{taken.HostPort}") && port.Protocol == taken.Protocol
        && (IsEverywhere(port.HostAddress) || IsEverywhere(taken.HostAddress) || port.HostAddress == taken.HostAddress);

    private static bool IsEverywhere(string address) => address is "" or "0.0.0.0" or "::";

    private static bool BothWrite(PlanMount mount, ContainerMount other, Dictionary<string, string> volumes) =>
        mount.IsWritable && other.IsWritable && mount.Kind == other.Kind && mount.Source.Length > 0
        && other.Source == (mount.Kind == "volume" ? volumes.GetValueOrDefault(mount.Source) : mount.Source);
}
