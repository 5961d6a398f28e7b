using System.Security.Cryptography;

namespace DeployOps.Engine.Backups.Sets;

/// <summary>
/// The seal of a manifest: its last property, <c>"seal": "sha256:…"</c>, holds the SHA-256 of the file's exact bytes with the seal's own 64 digits as
/// zeros. A manifest of which one byte is changed, white space included, is told by it. It guards against damage and mix-up, not against somebody
/// who may write the folder and computes a new one: that is what encryption is for.
/// </summary>
internal static class ManifestSeal
{
    private const int Digits = 64;

    private static ReadOnlySpan<byte> Before => ",\n  \"seal\": \"sha256:"u8;

    private static ReadOnlySpan<byte> After => "\"\n}\n"u8;

    private static ReadOnlySpan<byte> ObjectEnd => "\n}"u8;

    private static int Length => Before.Length + Digits + After.Length;

    /// <summary>The bytes of the file.</summary>
    /// <param name="json">An object as indented JSON, ending in a line with its brace.</param>
    public static byte[] Close(ReadOnlySpan<byte> json)
    {
        if (!json.EndsWith(ObjectEnd))
        {
            throw new ArgumentException("It is no indented object.", nameof(json));
        }

        var content = json[..^ObjectEnd.Length];
        var file = new byte[content.Length + Length];
        content.CopyTo(file);
        Before.CopyTo(file.AsSpan(content.Length));
        After.CopyTo(file.AsSpan(file.Length - After.Length));
        var digits = file.AsSpan(content.Length + Before.Length, Digits);
        digits.Fill((byte)'0');
        HashOf(file).CopyTo(digits);
        return file;
    }

    /// <summary>The JSON inside; <see langword="null"/> when the seal is not the one of these bytes.</summary>
    /// <param name="file">The bytes of the file; they are left as they are.</param>
    public static byte[]? Open(ReadOnlySpan<byte> file)
    {
        if (file.Length < Length || !file.EndsWith(After))
        {
            return null;
        }

        var content = file.Length - Length;
        var digits = file.Slice(content + Before.Length, Digits);
        if (!file[content..].StartsWith(Before))
        {
            return null;
        }

        var zeroed = file.ToArray();
        zeroed.AsSpan(content + Before.Length, Digits).Fill((byte)'0');
        return digits.SequenceEqual(HashOf(zeroed)) ? [.. file[..content], .. ObjectEnd] : null;
    }

    private static byte[] HashOf(ReadOnlySpan<byte> bytes) => System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
