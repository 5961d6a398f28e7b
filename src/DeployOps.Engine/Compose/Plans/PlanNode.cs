using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>Reads values of a plan in every shape that compose writes them.</summary>
internal static class PlanNode
{
    public static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public static bool Flag(JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;

    /// <summary>A number, which compose writes as such or as a text.</summary>
    public static int? Number(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null,
        JsonValueKind.String => int.TryParse(Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    public static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    public static IEnumerable<string> Texts(JsonNode? node) => (node as JsonArray ?? []).Select(Text).Where(text => text.Length > 0);

    public static IEnumerable<string> Keys(JsonNode? node) => node is JsonObject entries ? entries.Select(entry => entry.Key) : Texts(node);
}
