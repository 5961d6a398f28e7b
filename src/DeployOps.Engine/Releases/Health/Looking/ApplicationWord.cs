using System.Text;
using System.Text.Json;

namespace DeployOps.Engine.Releases.Health.Looking;

/// <summary>
/// What an application says of itself and of its stores at its health path (row PA8). There is no standard for its shape, so that all of
/// these are understood, at any depth: <c>"status": "healthy"</c>, <c>"redis": "ok"</c>, <c>"redis": true</c>,
/// <c>"redis": { "status": "up" }</c>, and lists of <c>{ "name": "redis", "status": "up" }</c>.
/// </summary>
/// <param name="Level">What it says of itself; <see langword="null"/> when it says nothing.</param>
/// <param name="Stores">What it says of its stores, by <c>postgresql</c>, <c>redis</c> and <c>neo4j</c>.</param>
internal sealed record ApplicationWord(HealthLevel? Level, IReadOnlyDictionary<string, HealthLevel> Stores)
{
    private const int Deepest = 6;

    private static readonly string[] LevelNames = ["status", "state", "health", "healthy", "ok"];

    private static readonly Dictionary<string, string> StoreNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["postgresql"] = "postgresql", ["postgres"] = "postgresql", ["database"] = "postgresql", ["db"] = "postgresql",
        ["redis"] = "redis", ["cache"] = "redis", ["valkey"] = "redis",
        ["neo4j"] = "neo4j", ["graph"] = "neo4j", ["falkordb"] = "neo4j",
    };

    private static readonly Dictionary<string, HealthLevel> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["healthy"] = HealthLevel.Healthy, ["ok"] = HealthLevel.Healthy, ["up"] = HealthLevel.Healthy, ["pass"] = HealthLevel.Healthy,
        ["connected"] = HealthLevel.Healthy, ["available"] = HealthLevel.Healthy, ["ready"] = HealthLevel.Healthy, ["alive"] = HealthLevel.Healthy,
        ["degraded"] = HealthLevel.Degraded, ["warn"] = HealthLevel.Degraded, ["warning"] = HealthLevel.Degraded, ["slow"] = HealthLevel.Degraded,
        ["unhealthy"] = HealthLevel.Unhealthy, ["down"] = HealthLevel.Unhealthy, ["fail"] = HealthLevel.Unhealthy, ["failed"] = HealthLevel.Unhealthy,
        ["error"] = HealthLevel.Unhealthy, ["disconnected"] = HealthLevel.Unhealthy, ["unavailable"] = HealthLevel.Unhealthy, ["critical"] = HealthLevel.Unhealthy,
    };

    /// <summary>The word of an application that says nothing.</summary>
    public static ApplicationWord Nothing { get; } = new(null, new Dictionary<string, HealthLevel>());

    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty => Level is null && Stores.Count == 0;

    /// <summary>Reads an answer. One of an unknown shape, or none in JSON, says nothing.</summary>
    public static ApplicationWord Read(ReadOnlyMemory<byte> body)
    {
        var stores = new Dictionary<string, HealthLevel>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body);
            Collect(document.RootElement, stores, depth: 0);
            return new ApplicationWord(LevelOf(document.RootElement), stores);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is for half a surrogate pair, which JSON can write and no text can hold.
            return Nothing;
        }
    }

    private static void Collect(JsonElement element, Dictionary<string, HealthLevel> stores, int depth)
    {
        if (depth > Deepest)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Add(Text(item, "name") ?? Text(item, "service") ?? Text(item, "component") ?? "", item, stores);
                Collect(item, stores, depth + 1);
            }
        }

        foreach (var property in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().ToList() : [])
        {
            Add(property.Name, property.Value, stores);
            Collect(property.Value, stores, depth + 1);
        }
    }

    private static void Add(string name, JsonElement value, Dictionary<string, HealthLevel> stores)
    {
        if (StoreNames.TryGetValue(name, out var store) && LevelOf(value) is { } level)
        {
            stores[store] = stores.TryGetValue(store, out var before) ? StackLevels.Worst([before, level]) : level;
        }
    }

    private static HealthLevel? LevelOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => HealthLevel.Healthy,
        JsonValueKind.False => HealthLevel.Unhealthy,
        JsonValueKind.String => Levels.TryGetValue(value.GetString()!.Trim(), out var level) ? level : null,
        JsonValueKind.Object => LevelNames
            .Select(name => Property(value, name) is { ValueKind: not JsonValueKind.Object } said ? LevelOf(said) : null)
            .FirstOrDefault(level => level is not null),
        _ => null,
    };

    private static string? Text(JsonElement element, string name) => Property(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind != JsonValueKind.Object ? default
            : element.EnumerateObject().FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
