using System.Buffers;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Sets;

/// <summary>Compares the files of a set with what its manifest says of them.</summary>
internal static class SetHashes
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>What is wrong, one sentence each; empty when nothing is.</summary>
    public static async Task<IReadOnlyList<string>> CompareAsync(BackupSet set, DataStoreKind? store, Action<long> onBytes, CancellationToken cancellationToken)
    {
        if (set.Manifest is not { } manifest || set.Fault is not (BackupFault.None or BackupFault.Unnamed))
        {
            return [set.Problem ?? "its manifest cannot be read"];
        }

        var findings = new List<string>();
        foreach (var record in manifest.Stores.Where(one => store is null || one.Kind == store))
        {
            if (record.IsComplete && record.Files.Count == 0)
            {
                findings.Add($"{record.Kind} has no file");
            }

            foreach (var file in record.Files)
            {
                if (await FindingOfAsync(set, file, onBytes, cancellationToken).ConfigureAwait(false) is { } finding)
                {
                    findings.Add(finding);
                }
            }
        }

        if (store is { } named && manifest.Stores.All(one => one.Kind != named))
        {
            findings.Add($"it holds no {named}");
        }

        return store is null ? [.. findings, .. StrangersIn(set)] : findings;
    }

    private static async Task<string?> FindingOfAsync(BackupSet set, BackupFile file, Action<long> onBytes, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var stream = ProvenFileStream.Open(set, file, onBytes);
            await using (stream.ConfigureAwait(false))
            {
                while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) > 0)
                {
                    // Reading to the end is the proof.
                }
            }

            return null;
        }
        catch (DeployOpsException failure)
        {
            return failure.Message;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What lies in the folder of a set and in no manifest: it was put there, or is a rest. Whoever copies the folder would take it for backed up.</summary>
    /// <param name="set">A set with a manifest.</param>
    public static IReadOnlyList<string> StrangersIn(BackupSet set)
    {
        var known = set.Manifest!.Stores.SelectMany(store => store.Files).Select(file => file.Name).Append(BackupRepository.ManifestName).ToHashSet(StringComparer.Ordinal);
        try
        {
            return [.. new DirectoryInfo(set.Path).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 })
                .Select(entry => entry.Name)
                .Where(name => !known.Contains(name) && !ManifestFile.IsLeftPart(name))
                .Order(StringComparer.Ordinal)
                .Select(name => $"'{Shown(name)}' lies in the set's folder, and its manifest does not know it")];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ["the set's folder cannot be read"];
        }
    }

    private static string Shown(string name) => string.Concat(name.Take(100).Select(character => char.IsControl(character) ? '?' : character));
}
