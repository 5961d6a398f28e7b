using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Repository.Images;

/// <summary>
/// What looking through images came to, kept under <c>.deployops/images/</c>: the identifier of an image is a hash over all that is in it, so the same
/// questions get the same answers. Reading the layers of five images takes longer than a deployment that changes nothing.
/// </summary>
/// <param name="root">The project's folder. Nothing is kept where it has no <c>.deployops</c> yet: a gate alone writes nothing.</param>
/// <param name="questions">All that the answers depend on besides the image, as text.</param>
public sealed class RememberedImages(string root, string questions)
{
    private const int MostKept = 100;
    private readonly string _state = Path.Combine(root, StateFolder.Name);

    // Another version of DeployOps asks other questions.
    private readonly string _key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(RememberedImages).Module.ModuleVersionId}\n{questions}")))[..16];

    /// <summary>What was found in an image before; <see langword="null"/> when it was not looked through, or cannot be read.</summary>
    /// <param name="id">The image's identifier.</param>
    public ImageReport? Find(string id)
    {
        try
        {
            return File.Exists(PathOf(id)) ? JsonSerializer.Deserialize<ImageReport>(File.ReadAllBytes(PathOf(id))) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Keeps what was found. Where that fails the image is looked through again the next time.</summary>
    /// <param name="id">The image's identifier.</param>
    /// <param name="report">What was found.</param>
    public void Keep(string id, ImageReport report)
    {
        if (!Directory.Exists(_state))
        {
            return;
        }

        try
        {
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(PathOf(id))!);
            File.Delete(PathOf(id));
            new PrivateFile().Create(PathOf(id), JsonSerializer.SerializeToUtf8Bytes(report));
            foreach (var old in folder.EnumerateFiles("*.json").OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostKept))
            {
                old.Delete();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It only saves time.
        }
    }

    private string PathOf(string id) => Path.Combine(_state, "images", $"{id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..]}-{_key}.json");
}
