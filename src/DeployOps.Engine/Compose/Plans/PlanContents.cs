using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>Reads what a plan's services are given beside their images.</summary>
internal static class PlanContents
{
    private static readonly string[] Sections = ["configs", "secrets"];

    /// <summary>What a service is given, in the order of the plan.</summary>
    public static IReadOnlyList<PlanContent> ContentOf(this ComposePlan plan, string service)
    {
        var node = plan.Entry("services", service) ?? [];
        return
        [
            .. PlanNode.Objects(node["volumes"]).SelectMany(mount => OfMount(plan, mount)),
            .. Sections.SelectMany(section => PlanNode.Objects(node[section]).Select(reference => OfReference(plan, section, reference))),
            .. PlanNode.Keys(node["networks"]).SelectMany(key => OfName(plan, "networks", key, key)),
        ];
    }

    private static IEnumerable<PlanContent> OfMount(ComposePlan plan, JsonObject mount)
    {
        var (target, source) = (PlanNode.Text(mount["target"]), PlanNode.Text(mount["source"]));
        return PlanNode.Text(mount["type"]) switch
        {
            "bind" => [new PlanContent(PlanContentKind.Path, target, source)],
            "volume" when source.Length > 0 => [.. OfName(plan, "volumes", source, target), .. OfDevice(plan, source, target)],
            "volume" or "tmpfs" => [],
            _ => [new PlanContent(PlanContentKind.Unknown, target, "")],
        };
    }

    // A name that the project gives by itself changes with the project alone, and then everything is another stack.
    private static IEnumerable<PlanContent> OfName(ComposePlan plan, string section, string key, string place) =>
        PlanNode.Text(plan.Entry(section, key)?["name"]) is { Length: > 0 } name && name != $"{plan.Name}_{key}" ? [new PlanContent(PlanContentKind.Name, place, name)] : [];

    // A volume of the local driver can be a folder or file of the host as well as a bind mount can.
    private static IEnumerable<PlanContent> OfDevice(ComposePlan plan, string key, string target) =>
        plan.Entry("volumes", key)?["driver_opts"] is JsonObject options && PlanNode.Text(options["o"]).Split(',').Any(option => option.Trim() is "bind" or "rbind")
            ? [new PlanContent(PlanContentKind.Path, target, PlanNode.Text(options["device"]))]
            : [];

    private static PlanContent OfReference(ComposePlan plan, string section, JsonObject reference)
    {
        var source = PlanNode.Text(reference["source"]);
        var place = PlanNode.Text(reference["target"]) is { Length: > 0 } target ? target : $"{section}/{source}";
        return plan.Entry(section, source) switch
        {
            { } entry when PlanNode.Text(entry["file"]) is { Length: > 0 } file => new PlanContent(PlanContentKind.Path, place, file),
            { } entry when PlanNode.Text(entry["environment"]) is { Length: > 0 } variable => new PlanContent(PlanContentKind.Variable, place, variable),
            { } entry when entry["content"] is not null => new PlanContent(PlanContentKind.Text, place, PlanNode.Text(entry["content"])),
            _ => new PlanContent(PlanContentKind.Unknown, place, ""),
        };
    }
}
