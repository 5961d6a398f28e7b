using System.Text.Json;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// Each longer string in a value that is JSON, such as a set of signing keys by their ids or the key file of a service account: programs
/// read it and repeat one of them alone. What JSON calls a type, an address or somebody's name stays readable.
/// </summary>
internal sealed class JsonLeavesShape : ISecretShape
{
    private static readonly HashSet<string> OpenNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "type", "name", "email", "id", "kty", "alg", "use", "kid", "domain", "host", "region", "scope", "username", "user",
    };

    private static readonly string[] OpenEndings = ["_id", "_uri", "_url", "_email", "_name", "_domain", "_type"];

    /// <inheritdoc />
    public string Name => "json-leaves";

    /// <summary>Whether a value is an object or an array of JSON.</summary>
    /// <param name="value">The value.</param>
    public static bool IsJson(string value)
    {
        using var document = Read(value);
        return document is not null;
    }

    /// <summary>Whether what stands under a name in a file of settings is a type, an address or somebody's name.</summary>
    /// <param name="name">The name.</param>
    public static bool IsOpen(string name) => OpenNames.Contains(name) || Array.Exists(OpenEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    public IEnumerable<string> Of(string value)
    {
        using var document = Read(value);
        return document is null ? [] : [.. Leaves(document.RootElement)];
    }

    private static JsonDocument? Read(string value)
    {
        var trimmed = value.AsSpan().Trim();
        if (trimmed.Length < 2 || trimmed[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(value);
        }
        catch (Exception refused) when (refused is JsonException or ArgumentException)
        {
            // A lone surrogate is an argument that cannot be written as UTF-8.
            return null;
        }
    }

    private static IEnumerable<string> Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Where(property => !IsOpen(property)).SelectMany(property => Leaves(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.String when Text(element) is { Length: >= MembersShape.ShortestMember } text => [text],
        _ => [],
    };

    private static bool IsOpen(JsonProperty property) => property.Value.ValueKind == JsonValueKind.String && IsOpen(property.Name);

    private static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped.
            return null;
        }
    }
}
