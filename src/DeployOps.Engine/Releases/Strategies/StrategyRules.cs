using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>Which services can run twice at the same time, and which cannot.</summary>
internal static class StrategyRules
{
    /// <param name="project">The project.</param>
    /// <param name="plan">The release.</param>
    /// <param name="running">The containers as they are now.</param>
    /// <exception cref="StrategyNotPossibleException">A service cannot go by its strategy.</exception>
    public static void Demand(DeployProject project, ComposePlan plan, IReadOnlyList<StackContainer> running)
    {
        foreach (var service in plan.Services.Where(service => service.Containers > 0))
        {
            if (WhyNot(project, plan, service.Name, running) is { } why)
            {
                throw new StrategyNotPossibleException(service.Name, project.Release.Of(service.Name).Strategy, why);
            }
        }
    }

    /// <summary>Why a service cannot go by its strategy; <see langword="null"/> when it can.</summary>
    public static string? WhyNot(DeployProject project, ComposePlan plan, string name, IReadOnlyList<StackContainer> running)
    {
        var service = plan.Find(name)!;
        return project.Release.Of(name).Strategy switch
        {
            ReleaseStrategy.Rolling => Rolling(project, plan, service, running),
            ReleaseStrategy.BlueGreen => BlueGreen(project, plan, service, running),
            _ => null,
        };
    }

    private static string? Rolling(DeployProject project, ComposePlan plan, PlanService service, IReadOnlyList<StackContainer> running) =>
        Both(project, plan, service, running)
        ?? (service.ContainerName.Length > 0 ? $"its 'container_name: {service.ContainerName}' fits one container only" : null)
        ?? (service.Ports.FirstOrDefault(port => port.IsFixed) is { } port
            ? FormattableString.Invariant($"its 'ports' bind port {port.Published} of the host, which only one container can have") : null)
        ?? (plan.Services.FirstOrDefault(other => other.SharedWith.Contains(service.Name)) is { } sharer
            ? $"{sharer.Name} shares its network, processes or volumes ('network_mode', 'pid', 'ipc', 'volumes_from')" : null)
        ?? (service.SharedWith.Count > 0 ? $"it shares the network, processes or volumes of {service.SharedWith[0]}, which its new container would not find" : null);

    private static string? BlueGreen(DeployProject project, ComposePlan plan, PlanService service, IReadOnlyList<StackContainer> running)
    {
        bool IsOther(string other) => project.Release.Of(other).Strategy != ReleaseStrategy.BlueGreen;
        return (project.Release.BlueGreen.Switch.Count == 0 ? "'release.blue-green.switch' is empty: nobody would switch the proxy" : null)
            ?? Both(project, plan, service, running)
            ?? (service.SharedWith.FirstOrDefault(IsOther) is { } shared ? $"it shares the network, processes or volumes of {shared}, which is not blue-green" : null)
            ?? (plan.Services.FirstOrDefault(other => IsOther(other.Name) && other.SharedWith.Contains(service.Name)) is { } sharer
                ? $"{sharer.Name} shares its network, processes or volumes and is not blue-green" : null);
    }

    private static string? Both(DeployProject project, ComposePlan plan, PlanService service, IReadOnlyList<StackContainer> running) =>
        (service.NetworkMode == "host" ? "its 'network_mode: host' gives both the same ports" : null)
        ?? (service.HasFixedAddress ? "its fixed address in 'networks' (ipv4_address, ipv6_address) fits one container only" : null)
        ?? (project.Compose.OneShot.Contains(service.Name) || plan.Services.Any(other => other.AwaitedToEnd.Contains(service.Name))
            ? "it does its work and ends, so there is nothing to keep running" : null)
        ?? (UnnamedVolume(service, running) is { } place
            ? $"it keeps data on a volume without a name at {place}, and a new container beside the old one gets an empty one ('volumes'; a volume with a name can be mounted there)" : null);

    // Of the compose file, or of the image: that one is seen where a container has it and the release mounts nothing else there.
    private static string? UnnamedVolume(PlanService service, IReadOnlyList<StackContainer> running) =>
        service.Mounts.FirstOrDefault(mount => mount.IsUnnamedVolume)?.Target
        ?? running.Where(container => container.Service == service.Name && !container.IsOneOff).SelectMany(container => container.Mounts)
            .FirstOrDefault(mount => mount.IsUnnamedVolume && service.Mounts.All(mine => mine.Target != mount.Target))?.Target;
}
