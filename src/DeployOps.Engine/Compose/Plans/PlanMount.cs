using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>A mount of a plan's service.</summary>
/// <param name="Kind"><c>volume</c>, <c>bind</c>, <c>tmpfs</c> or another kind of compose.</param>
/// <param name="Source">The key of a volume, or the path on the host; empty for memory and for a volume without a name.</param>
/// <param name="Target">Where it is in the container.</param>
/// <param name="IsWritable">Whether the container may write to it.</param>
public sealed record PlanMount(string Kind, string Source, string Target, bool IsWritable)
{
    /// <summary>Whether it is a volume that nobody named, which only one container ever knows.</summary>
    public bool IsUnnamedVolume => Kind == "volume" && Source.Length == 0;

    internal static IReadOnlyList<PlanMount> Of(JsonObject service) =>
    [
        .. PlanNode.Objects(service["volumes"]).Select(mount => new PlanMount(PlanNode.Text(mount["type"]), PlanNode.Text(mount["source"]), Place(PlanNode.Text(mount["target"])), !PlanNode.Flag(mount["read_only"]))),
        .. PlanNode.Texts(service["tmpfs"]).Select(mount => new PlanMount("tmpfs", "", Place(mount.Split(':')[0]), IsWritable: true)),
    ];

    private static string Place(string target) => target.Length > 1 ? target.TrimEnd('/') : target;
}
