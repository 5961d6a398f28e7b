using System.Text.Json;

namespace DeployOps.Engine.Repository.Images;

/// <summary>Which entries of an image's archive are its configuration and its layers, lowest first.</summary>
/// <param name="Configuration">The entry of the configuration.</param>
/// <param name="Layers">The entries of the layers.</param>
internal sealed record ImageManifest(string Configuration, IReadOnlyList<string> Layers)
{
    /// <summary>
    /// Finds it among the small JSON entries of an archive: <c>manifest.json</c> of docker's own layout, old and new,
    /// or else <c>index.json</c> of the OCI layout and the manifest that it names.
    /// </summary>
    /// <returns><see langword="null"/> when the archive has neither.</returns>
    public static ImageManifest? Find(IReadOnlyDictionary<string, byte[]> entries)
    {
        try
        {
            if (entries.TryGetValue("manifest.json", out var manifest))
            {
                using var document = JsonDocument.Parse(manifest);
                var first = document.RootElement[0];
                return new ImageManifest(first.GetProperty("Config").GetString()!, [.. first.GetProperty(nameof(Layers)).EnumerateArray().Select(layer => layer.GetString()!)]);
            }

            return entries.TryGetValue("index.json", out var index) ? Follow(index, entries, depth: 0) : null;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>An index may name an index, one for each platform.</summary>
    private static ImageManifest? Follow(byte[] json, IReadOnlyDictionary<string, byte[]> entries, int depth)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.TryGetProperty("layers", out var layers))
        {
            return new ImageManifest(BlobOf(root.GetProperty("config")), [.. layers.EnumerateArray().Select(BlobOf)]);
        }

        return depth < 3 && root.TryGetProperty("manifests", out var manifests)
            ? manifests.EnumerateArray()
                .Select(BlobOf)
                .Where(entries.ContainsKey)
                .Select(name => Follow(entries[name], entries, depth + 1))
                .FirstOrDefault(found => found is not null)
            : null;
    }

    private static string BlobOf(JsonElement descriptor) => $"blobs/{descriptor.GetProperty("digest").GetString()!.Replace(':', '/')}";
}
