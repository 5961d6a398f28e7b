using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>Changes of a plan's networks.</summary>
public static class PlanNetworks
{
    private static readonly string[] OwnAddresses = ["ipv4_address", "ipv6_address", "link_local_ips", "mac_address"];

    /// <summary>The same stack in networks that are there already: those with these keys are taken by the names they have.</summary>
    public static ComposePlan WithSharedNetworks(this ComposePlan plan, IReadOnlyCollection<string> keys) => plan.With(root =>
    {
        var networks = root["networks"] as JsonObject ?? [];
        foreach (var network in plan.Networks.Where(network => keys.Contains(network.Key)))
        {
            networks[network.Key] = new JsonObject { ["name"] = network.Name, ["external"] = true };
        }
    });

    /// <summary>
    /// The same stack in networks of its own that cannot meet another one's: no fixed addresses, no driver but the engine's own, and
    /// external ones replaced. An internal network stays internal.
    /// </summary>
    public static ComposePlan WithFreshNetworks(this ComposePlan plan) => plan.With(root =>
    {
        var networks = root["networks"] as JsonObject ?? [];
        foreach (var (key, node) in ComposePlan.Sections(root, "networks").ToList())
        {
            var fresh = new JsonObject { ["name"] = $"{plan.Name}_{key}" };
            if (PlanNode.Flag(node["internal"]))
            {
                fresh["internal"] = true;
            }

            networks[key] = fresh;
        }

        foreach (var (_, service) in ComposePlan.Sections(root, "services"))
        {
            service.Remove("mac_address");
            foreach (var (_, membership) in service["networks"] as JsonObject ?? [])
            {
                foreach (var own in OwnAddresses)
                {
                    (membership as JsonObject)?.Remove(own);
                }
            }
        }
    });
}
