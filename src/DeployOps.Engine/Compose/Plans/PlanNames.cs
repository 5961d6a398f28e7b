using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>Changes of the names under which the engine knows a stack.</summary>
public static class PlanNames
{
    private static readonly string[] NamedSections = ["networks", "volumes", "secrets", "configs"];

    /// <summary>
    /// The same stack as another compose project, beside the old one: resources that compose named after the project are named after the
    /// new one, fixed container names go, and images that only have a build keep their old name. External resources stay, and so do those
    /// with a name of their own.
    /// </summary>
    public static ComposePlan Renamed(this ComposePlan plan, string name) => plan.With(root =>
    {
        var prefix = plan.Name + "_";
        foreach (var node in NamedSections.SelectMany(section => ComposePlan.Sections(root, section)).Select(entry => entry.Value))
        {
            if (!PlanNode.Flag(node["external"]) && PlanNode.Text(node["name"]) is var old && old.StartsWith(prefix, StringComparison.Ordinal))
            {
                node["name"] = $"{name}_{old[prefix.Length..]}";
            }
        }

        foreach (var (service, node) in ComposePlan.Sections(root, "services"))
        {
            node.Remove("container_name");
            if (node["image"] is null)
            {
                node["image"] = plan.Find(service)!.Image;
            }
        }

        root["name"] = name;
    });

    /// <summary>
    /// The same stack without labels of its own on its containers: a proxy or a watcher of the live stack that goes by labels would take
    /// the copy for a part of it.
    /// </summary>
    public static ComposePlan WithoutLabels(this ComposePlan plan) => plan.WithEach((_, node) =>
    {
        node.Remove("labels");
        (node["deploy"] as JsonObject)?.Remove("labels");
    });
}
