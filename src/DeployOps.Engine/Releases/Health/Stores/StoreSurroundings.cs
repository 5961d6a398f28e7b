using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>What a store is looked for in: the keys, and the services of the stack with their images.</summary>
internal sealed class StoreSurroundings(Func<string, string?> lookup, IReadOnlyList<StackService> services)
{
    // Programs that stand beside a store and carry its name.
    private static readonly string[] Companions = ["exporter", "admin", "insight", "commander", "backup", "bouncer", "migrat", "sentinel"];

    /// <summary>The first of the keys that has a value.</summary>
    public KeyValuePair<string, string>? First(params string[] keys)
    {
        foreach (var key in keys)
        {
            if (Value(key) is { } value)
            {
                return KeyValuePair.Create(key, value);
            }
        }

        return null;
    }

    /// <summary>The value of a key; an empty one is none.</summary>
    public string? Value(string key) => lookup(key) is { } value && value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The service that is the store: by its image, else by its name.</summary>
    /// <param name="words">What image and service of this kind are called in part.</param>
    /// <param name="names">What such a service is called wholly when its image says nothing, because it is built here.</param>
    /// <param name="others">Words of other kinds that are called the same.</param>
    public string? ServiceOf(string[] words, string[] names, string[] others)
    {
        var candidates = services.Where(service => !Has(service.Name, Companions) && !Has(service.Image, Companions) && !Has(service.Image, others)).ToList();
        return (candidates.Find(service => Has(service.Image, words))
            ?? candidates.Find(service => Has(service.Name, words))
            ?? candidates.Find(service => names.Contains(service.Name, StringComparer.OrdinalIgnoreCase)))?.Name;
    }

    private static bool Has(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A service of the stack.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Image">The last part of its image's name; empty when it is not known.</param>
internal sealed record StackService(string Name, string Image)
{
    public static StackService Of(string name, string? image) =>
        new(name, string.IsNullOrEmpty(image) || image.StartsWith("sha256:", StringComparison.Ordinal) ? "" : ImageReference.Parse(image).ShortName);
}
