using System.Buffers.Binary;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>
/// The numbers of the format of an encrypted file; <c>docs/backup-format.md</c> describes it byte by byte. It is the STREAM construction
/// (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015) over AES-256-GCM (NIST SP 800-38D): each chunk's nonce holds its number and whether it is
/// the last, so that chunks can be neither reordered nor left out nor added.
/// </summary>
internal static class SetFileFormat
{
    /// <summary>The version that is written.</summary>
    public const byte Version = 1;

    /// <summary>The method: a passphrase.</summary>
    public const byte Passphrase = 1;

    /// <summary>The method: a certificate.</summary>
    public const byte Certificate = 2;

    /// <summary>The bytes of a key of AES-256, of a file key and of a header key.</summary>
    public const int KeyBytes = 32;

    /// <summary>The bytes of a tag of GCM.</summary>
    public const int TagBytes = 16;

    /// <summary>The bytes of a nonce of GCM.</summary>
    public const int NonceBytes = 12;

    /// <summary>The bytes of the nonce that are the same for all chunks of a file.</summary>
    public const int PrefixBytes = 7;

    /// <summary>The bytes of the header before the key block.</summary>
    public const int FixedBytes = 23;

    /// <summary>The bytes of the code that authenticates the header (HMAC-SHA256).</summary>
    public const int CodeBytes = 32;

    /// <summary>The most bytes of a key block: a damaged length must not make anybody reserve memory.</summary>
    public const int MostKeyBlockBytes = 64 * 1024;

    /// <summary>Chunks of 64 KiB, as a power of two.</summary>
    public const byte ChunkExponent = 16;

    /// <summary>The smallest chunk that is read, as a power of two.</summary>
    public const byte LeastChunkExponent = 8;

    /// <summary>The largest chunk that is read, as a power of two: 1 MiB.</summary>
    public const byte MostChunkExponent = 20;

    /// <summary>What a file begins with. The first byte is no text, and the line end at its end shows a transfer that changed line ends.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'D', (byte)'O', (byte)'E', (byte)'N', (byte)'C', (byte)'\r', (byte)'\n'];

    /// <summary>The nonce of a chunk: the file's prefix, the chunk's number, and 1 for the last one.</summary>
    /// <param name="prefix">The file's prefix.</param>
    /// <param name="number">The chunk's number, counted from 0.</param>
    /// <param name="isLast">Whether no other follows.</param>
    /// <param name="nonce">Takes the nonce.</param>
    public static void WriteNonce(ReadOnlySpan<byte> prefix, uint number, bool isLast, Span<byte> nonce)
    {
        prefix.CopyTo(nonce);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[PrefixBytes..], number);
        nonce[NonceBytes - 1] = isLast ? (byte)1 : (byte)0;
    }
}
