using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>The files and folders of the host that a plan's containers are given as mounts and as configs. Secrets are left out.</summary>
internal static class PlanFiles
{
    /// <summary>Their paths, and whether a container may write to them.</summary>
    public static IReadOnlyDictionary<string, bool> FilesOfHost(this ComposePlan plan)
    {
        var files = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        _ = plan.With(root => Visit(root, (path, isWritable) =>
        {
            files[path] = isWritable || files.GetValueOrDefault(path);
            return path;
        }));
        return files;
    }

    /// <summary>The same stack with other files in the place of some; the plan itself when it has none of them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="paths">The path that is given by the path that was given; others stay.</param>
    public static ComposePlan WithFilesOfHost(this ComposePlan plan, IReadOnlyDictionary<string, string> paths) =>
        plan.FilesOfHost().Keys.Any(paths.ContainsKey) ? plan.With(root => Visit(root, (path, _) => paths.GetValueOrDefault(path, path))) : plan;

    private static void Visit(JsonObject root, Func<string, bool, string> given)
    {
        foreach (var (_, service) in ComposePlan.Sections(root, "services"))
        {
            foreach (var mount in PlanNode.Objects(service["volumes"]).Where(mount => PlanNode.Text(mount["type"]) == "bind"))
            {
                Change(mount, "source", path => given(path, !PlanNode.Flag(mount["read_only"])));
            }
        }

        foreach (var (_, config) in ComposePlan.Sections(root, "configs"))
        {
            Change(config, "file", path => given(path, false));
        }
    }

    // Compose writes a dollar sign twice, so that it is none of a variable.
    private static void Change(JsonObject node, string member, Func<string, string> given)
    {
        var path = PlanNode.Text(node[member]).Replace("$$", "$", StringComparison.Ordinal);
        if (path.Length > 0 && given(path) is var other && other != path)
        {
            node[member] = other.Replace("$", "$$", StringComparison.Ordinal);
        }
    }
}
