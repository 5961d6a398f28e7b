using System.Security.Cryptography;
using System.Text;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Releases.Operations.Content;

/// <summary>A keyed hash over what a service is given. Each file is read once, however many services have it.</summary>
internal sealed class ContentHash(byte[] key, Func<string, string?> lookup)
{
    /// <summary>Larger files hold data rather than settings, and reading them would take time on every release.</summary>
    internal const int LargestFile = 1024 * 1024;

    private readonly Dictionary<string, byte[]?> _files = new(StringComparer.Ordinal);

    /// <summary>The hash, and whether something of it could not be looked into: a folder, a large file, or what cannot be read.</summary>
    /// <returns>No hash when there is nothing to hash.</returns>
    public (string? Hash, bool IsPartial) Of(IReadOnlyList<PlanContent> content)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        var seen = 0;
        foreach (var piece in content)
        {
            if (Bytes(piece) is { } bytes)
            {
                seen++;
                Append(hash, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{piece.Kind} {piece.Place}")));
                Append(hash, Encoding.UTF8.GetBytes(piece.Value));
                Append(hash, bytes);
            }
        }

        return (seen > 0 ? Convert.ToHexStringLower(hash.GetHashAndReset()) : null, seen < content.Count);
    }

    private byte[]? Bytes(PlanContent piece) => piece.Kind switch
    {
        PlanContentKind.Path => OfFile(piece.Value),
        PlanContentKind.Variable => lookup(piece.Value) is { } value ? [1, .. Encoding.UTF8.GetBytes(value)] : [0],
        PlanContentKind.Text or PlanContentKind.Name => [],
        _ => null,
    };

    private byte[]? OfFile(string path) => _files.TryGetValue(path, out var known) ? known : _files[path] = Read(path);

    private static byte[]? Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            RegularFile.Demand(path);
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > LargestFile)
            {
                return null;
            }

            var bytes = new byte[LargestFile + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length > LargestFile ? null : SHA256.HashData(bytes.AsSpan(0, length));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DeployOpsException)
        {
            // The engine may read what this account may not.
            return null;
        }
    }

    // With its length before it no two lists of pieces are the same bytes.
    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        hash.AppendData(BitConverter.GetBytes((long)bytes.Length));
        hash.AppendData(bytes);
    }
}
