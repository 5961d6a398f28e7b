using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>Changes of which services a plan has.</summary>
public static class PlanSelection
{
    /// <summary>A stack of these services only. What they say about others, such as <c>depends_on</c>, goes too; so do networks and volumes that nobody uses.</summary>
    public static ComposePlan Only(this ComposePlan plan, IReadOnlyCollection<string> services)
    {
        var kept = services.ToHashSet(StringComparer.Ordinal);
        return plan.With(root =>
        {
            var all = root["services"] as JsonObject ?? [];
            foreach (var name in all.Select(entry => entry.Key).Where(name => !kept.Contains(name)).ToList())
            {
                all.Remove(name);
            }

            foreach (var (_, node) in all)
            {
                if (node is JsonObject service)
                {
                    DropDependencies(service, kept);
                    DropLinks(service, kept);
                }
            }

            RemoveUnused(root, "networks", all, node => node["network_mode"] is null ? PlanNode.Keys(node["networks"]).DefaultIfEmpty("default") : []);
            RemoveUnused(root, "volumes", all, node => PlanNode.Objects(node["volumes"]).Select(mount => PlanNode.Text(mount["source"])));
        });
    }

    /// <summary>A stack without these services.</summary>
    public static ComposePlan Without(this ComposePlan plan, IReadOnlyCollection<string> services) =>
        plan.Only([.. plan.Services.Select(service => service.Name).Except(services)]);

    /// <summary>The same stack whose services are active whatever profiles are switched on.</summary>
    public static ComposePlan WithoutProfiles(this ComposePlan plan) => plan.WithEach((_, node) => node.Remove("profiles"));

    private static void DropDependencies(JsonObject service, HashSet<string> kept)
    {
        switch (service["depends_on"])
        {
            case JsonObject conditions:
                foreach (var name in conditions.Select(entry => entry.Key).Where(name => !kept.Contains(name)).ToList())
                {
                    conditions.Remove(name);
                }

                RemoveWhenEmpty(service, "depends_on", conditions.Count);
                break;
            case JsonArray names:
                names.RemoveAll(name => !kept.Contains(PlanNode.Text(name)));
                RemoveWhenEmpty(service, "depends_on", names.Count);
                break;
        }
    }

    private static void DropLinks(JsonObject service, HashSet<string> kept)
    {
        if (service["links"] is JsonArray links)
        {
            links.RemoveAll(link => !kept.Contains(PlanNode.Text(link).Split(':')[0]));
            RemoveWhenEmpty(service, "links", links.Count);
        }
    }

    private static void RemoveWhenEmpty(JsonObject service, string key, int count)
    {
        if (count == 0)
        {
            service.Remove(key);
        }
    }

    private static void RemoveUnused(JsonObject root, string section, JsonObject services, Func<JsonObject, IEnumerable<string>> uses)
    {
        var used = services.Select(entry => entry.Value).OfType<JsonObject>().SelectMany(uses).ToHashSet(StringComparer.Ordinal);
        var all = root[section] as JsonObject ?? [];
        foreach (var key in all.Select(entry => entry.Key).Where(key => !used.Contains(key)).ToList())
        {
            all.Remove(key);
        }
    }
}
