using System.Text.Json;
using DeployOps.Engine.Files;
using DeployOps.Engine.Files.Permissions;

namespace DeployOps.Engine.Backups.Sets;

/// <summary>Reads and writes the manifest of a set.</summary>
internal static class ManifestFile
{
    // A database of a hundred thousand tables has one of about 20 MB.
    private const int LargestSize = 64 * 1024 * 1024;

    /// <summary>The bytes of a manifest with its seal.</summary>
    public static byte[] Bytes(BackupManifest manifest) => ManifestSeal.Close(JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Options));

    /// <summary>Reads the manifest of a folder. Whatever is there, it does not fail.</summary>
    public static async Task<ManifestReading> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, BackupRepository.ManifestName);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return Path.Exists(path)
                    ? ManifestReading.Refused(BackupFault.Damaged, $"{BackupRepository.ManifestName} is a folder")
                    : ManifestReading.Refused(BackupFault.ManifestMissing, $"it has no {BackupRepository.ManifestName}");
            }

            if (file.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                return ManifestReading.Refused(BackupFault.Damaged, $"{BackupRepository.ManifestName} is a link to another place");
            }

            RegularFile.Demand(path);
            return file.Length > LargestSize
                ? ManifestReading.Refused(BackupFault.Damaged, $"{BackupRepository.ManifestName} is larger than any that DeployOps writes")
                : Parse(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (NotARegularFileException)
        {
            return ManifestReading.Refused(BackupFault.Damaged, $"{BackupRepository.ManifestName} is no ordinary file");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DeployOpsException)
        {
            return ManifestReading.Refused(BackupFault.Unreadable, $"{BackupRepository.ManifestName} cannot be read by this account");
        }
    }

    /// <summary>Reads a manifest from its bytes.</summary>
    public static ManifestReading Parse(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            return ManifestReading.Refused(BackupFault.Damaged, $"{BackupRepository.ManifestName} is empty");
        }

        if (ManifestSeal.Open(file) is not { } json)
        {
            return ManifestReading.Refused(BackupFault.Damaged, $"the seal of {BackupRepository.ManifestName} is broken: it was changed after it was written, or is not whole");
        }

        try
        {
            var format = FormatOf(json);
            if (format > BackupManifest.CurrentFormat)
            {
                return ManifestReading.Refused(BackupFault.NewerFormat, $"a newer version of DeployOps wrote it (format {format}; this one reads up to {BackupManifest.CurrentFormat})");
            }

            var manifest = JsonSerializer.Deserialize<BackupManifest>(json, ManifestJson.Options);
            return manifest is null ? ManifestReading.Refused(BackupFault.Damaged, $"{BackupRepository.ManifestName} says nothing")
                : ManifestRules.ProblemOf(manifest) is { } problem ? ManifestReading.Refused(BackupFault.Damaged, $"{BackupRepository.ManifestName} says what cannot be: {problem}")
                : new ManifestReading(manifest);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // The seal is right, so it was written like this: by something else.
            return ManifestReading.Refused(BackupFault.Damaged, $"{BackupRepository.ManifestName} is none that DeployOps writes");
        }
    }

    /// <summary>Writes it; the old one stands until the new one is on the disk.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not write it.</exception>
    public static void Write(string folder, BackupManifest manifest)
    {
        var path = Path.Combine(folder, BackupRepository.ManifestName);
        var part = $"{path}.{Guid.NewGuid():N}{PartExtension}";
        try
        {
            using (var stream = PrivateFileStream.Create(part, isAsynchronous: false))
            {
                stream.Write(Bytes(manifest));
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }

        FolderFlush.Flush(folder);
    }

    /// <summary>What a file that is being written has behind its name.</summary>
    public const string PartExtension = ".part";

    /// <summary>Whether a name is that of a manifest whose writer was killed.</summary>
    public static bool IsLeftPart(string name) =>
        name.StartsWith($"{BackupRepository.ManifestName}.", StringComparison.Ordinal) && name.EndsWith(PartExtension, StringComparison.Ordinal)
        && name.Length == BackupRepository.ManifestName.Length + 1 + 32 + PartExtension.Length;

    private static int FormatOf(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("format", out var format) && format.TryGetInt32(out var number) && number >= 1 ? number : throw new JsonException();
    }
}
