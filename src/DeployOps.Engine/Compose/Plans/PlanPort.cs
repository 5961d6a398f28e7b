using System.Globalization;
using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>A published port of a plan.</summary>
/// <param name="Target">The port inside.</param>
/// <param name="Published">The port of the host, or a range such as <c>8000-8009</c>; empty when the engine chooses.</param>
/// <param name="HostAddress">The address of the host; empty for all.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
public sealed record PlanPort(int Target, string Published, string HostAddress, string Protocol)
{
    /// <summary>Whether it is one port of the host, which only one container can have.</summary>
    public bool IsFixed => Published.Length > 0 && Published != "0" && !Published.Contains('-', StringComparison.Ordinal);

    internal static PlanPort Read(JsonObject node) => new(
        PlanNode.Number(node["target"]) ?? 0,
        PlanNode.Text(node["published"]) is { Length: > 0 } text ? text : PlanNode.Number(node["published"])?.ToString(CultureInfo.InvariantCulture) ?? "",
        PlanNode.Text(node["host_ip"]),
        PlanNode.Text(node["protocol"]) is { Length: > 0 } protocol ? protocol : "tcp");
}
