using System.Text.Json;

namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>Lists as applications read them from one value: separated by commas, semicolons or spaces, or a JSON array.</summary>
internal static class ValueList
{
    /// <summary>The items, without the empty ones.</summary>
    public static IReadOnlyList<string> Split(string value)
    {
        var text = value.Trim();
        if (text.StartsWith('[') && text.EndsWith(']') && text.Contains('"', StringComparison.Ordinal))
        {
            try
            {
                return JsonSerializer.Deserialize<string[]>(text) is { } items ? [.. items.Where(item => !string.IsNullOrWhiteSpace(item))] : [];
            }
            catch (JsonException)
            {
                // Not JSON after all: its pieces are looked at as they stand.
            }
        }

        return [.. text.Split([',', ';', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => item.Trim('"', '\''))];
    }
}
