using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Health;

/// <summary>Makes one word of a service out of those of its containers: the worst counts.</summary>
internal static class ServiceVerdicts
{
    private static readonly ServiceVerdict[] WorstFirst =
    [
        ServiceVerdict.Exited, ServiceVerdict.Restarting, ServiceVerdict.Unhealthy, ServiceVerdict.Missing, ServiceVerdict.Starting,
        ServiceVerdict.Degraded, ServiceVerdict.Running, ServiceVerdict.Healthy, ServiceVerdict.Completed,
    ];

    /// <summary>The containers of a service that count: none of <c>docker compose run</c>, and none that is being removed.</summary>
    public static IReadOnlyList<StackContainer> Of(IEnumerable<StackContainer> containers, string service) =>
        [.. containers.Where(container => container.Service == service && !container.IsOneOff && container.State != ContainerState.Removing)];

    /// <summary>Judges a service.</summary>
    /// <param name="service">What is expected of it.</param>
    /// <param name="containers">Its containers, surplus ones included.</param>
    /// <param name="judge">Judges one container.</param>
    public static ServiceObservation Observe(ExpectedService service, IReadOnlyList<StackContainer> containers, Func<StackContainer, ContainerVerdict> judge)
    {
        if (containers.Count == 0)
        {
            return new ServiceObservation(service.Name, ServiceVerdict.Missing, "has no container", IsWithoutHealthcheck: false);
        }

        var (container, said) = containers.Select(one => (Container: one, Said: judge(one))).MinBy(one => Array.IndexOf(WorstFirst, one.Said.Verdict));
        var detail = (containers.Count > 1 ? $"(container {container.Name}) " : "") + said.Detail;
        var observation = new ServiceObservation(service.Name, said.Verdict, detail, IsWithoutHealthcheck(service, container));
        return containers.Count >= service.Containers || observation.IsLost
            ? observation
            : observation with { Verdict = ServiceVerdict.Missing, Detail = FormattableString.Invariant($"has {containers.Count} of {service.Containers} containers") };
    }

    private static bool IsWithoutHealthcheck(ExpectedService service, StackContainer container) =>
        !service.IsOneShot && container.Health == ContainerHealth.None && container.State is ContainerState.Running or ContainerState.Restarting or ContainerState.Paused;
}
