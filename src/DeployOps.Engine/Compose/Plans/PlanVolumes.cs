using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>Changes of what a plan's containers keep data on.</summary>
public static class PlanVolumes
{
    /// <summary>
    /// The same stack on empty volumes of its own: external ones are replaced, and so are those whose driver brings data from elsewhere.
    /// </summary>
    public static ComposePlan WithFreshVolumes(this ComposePlan plan) => plan.With(root =>
    {
        var volumes = root["volumes"] as JsonObject ?? [];
        foreach (var key in volumes.Select(entry => entry.Key).ToList())
        {
            volumes[key] = new JsonObject { ["name"] = $"{plan.Name}_{key}" };
        }
    });

    /// <summary>The same stack on the volumes of another one, by the names they have there.</summary>
    public static ComposePlan WithVolumesOf(this ComposePlan plan, ComposePlan other) => plan.With(root =>
    {
        foreach (var volume in other.Volumes)
        {
            if (root["volumes"]?[volume.Key] is JsonObject node)
            {
                node["name"] = volume.Name;
            }
        }
    });

    /// <summary>
    /// The same stack that cannot write to the host's folders and files, and makes none: a folder that compose would make is an empty
    /// volume without a name.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="exists">Whether the host has something under a path.</param>
    public static ComposePlan WithReadOnlyBinds(this ComposePlan plan, Func<string, bool> exists) => plan.WithEach((_, node) =>
    {
        foreach (var mount in PlanNode.Objects(node["volumes"]).Where(mount => PlanNode.Text(mount["type"]) == "bind"))
        {
            var bind = mount["bind"] as JsonObject;
            if (PlanNode.Flag(bind?["create_host_path"]) && !exists(PlanNode.Text(mount["source"])))
            {
                mount["type"] = "volume";
                mount.Remove("source");
                mount.Remove("bind");
            }
            else
            {
                mount["read_only"] = true;
                bind?.Remove("create_host_path");
            }
        }
    });
}
