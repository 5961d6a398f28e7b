using System.Globalization;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>Changes of a plan's published ports.</summary>
public static class PlanPorts
{
    /// <summary>The same stack with every published port on 127.0.0.1, at a number that the engine chooses.</summary>
    public static ComposePlan WithEphemeralPorts(this ComposePlan plan) => plan.WithPublishedPorts((_, _) => null);

    /// <summary>The same stack with other published ports on 127.0.0.1.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="published">The port of the host by service and port; the engine chooses where it says <see langword="null"/>.</param>
    public static ComposePlan WithPublishedPorts(this ComposePlan plan, Func<string, PlanPort, int?> published) => plan.WithEach((service, node) =>
    {
        foreach (var (port, entry) in service.Ports.Zip(PlanNode.Objects(node["ports"]).ToList()))
        {
            entry["host_ip"] = "127.0.0.1";
            entry.Remove("published");
            if (published(service.Name, port) is { } number)
            {
                entry["published"] = number.ToString(CultureInfo.InvariantCulture);
            }
        }
    });
}
