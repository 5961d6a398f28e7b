using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.DataStores.Discovery;

/// <summary>What a store is looked for in: the keys, and the services of the stack with their images.</summary>
internal sealed class StoreSurroundings(Func<string, string?> lookup, IReadOnlyList<StackService> services)
{
    // Programs that stand beside a store and carry its name.
    private static readonly string[] Companions = ["exporter", "admin", "insight", "commander", "backup", "bouncer", "migrat", "sentinel"];

    /// <summary>The surroundings of a stack: the services of its compose files, then those that only its containers know.</summary>
    /// <param name="lookup">The value of a key as the stack sees it.</param>
    /// <param name="services">The services of the compose files with their images.</param>
    /// <param name="containers">The stack's containers.</param>
    public static StoreSurroundings Of(Func<string, string?> lookup, IReadOnlyDictionary<string, string?> services, IReadOnlyList<StackContainer> containers) => new(
        lookup,
        [
            .. services.Select(service => StackService.Of(service.Key, service.Value))
                .Concat(containers.Where(container => !container.IsOneOff).Select(container => StackService.Of(container.Service, container.ImageReference)))
                .DistinctBy(service => service.Name, StringComparer.OrdinalIgnoreCase),
        ]);

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
