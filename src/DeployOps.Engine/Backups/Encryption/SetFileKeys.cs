using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>
/// What follows from the file key (HKDF, RFC 5869): the key of the chunks, and the code of the header. The code binds the header to the set and to the
/// file's name, so that a file from another set, or under another name, is refused before anything of it is read.
/// </summary>
internal sealed class SetFileKeys : IDisposable
{
    private readonly byte[] _chunkKey = new byte[SetFileFormat.KeyBytes];

    private SetFileKeys(byte[] code, byte[] associated) => (Code, Associated) = (code, associated);

    /// <summary>The header's code.</summary>
    public byte[] Code { get; }

    /// <summary>What every chunk is bound to: a hash over the header, its code, the set and the name.</summary>
    public byte[] Associated { get; }

    /// <summary>Derives them.</summary>
    /// <param name="fileKey">The file key; the caller zeroes it.</param>
    /// <param name="header">The header's bytes.</param>
    /// <param name="setId">The set's name.</param>
    /// <param name="fileName">The file's name.</param>
    public static SetFileKeys Derive(ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> header, string setId, string fileName)
    {
        byte[] bound = [.. header, .. Named(setId), .. Named(fileName)];
        Span<byte> derived = stackalloc byte[2 * SetFileFormat.KeyBytes];
        try
        {
            HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, derived, salt: [], "DeployOps encrypted file 1"u8);
            var code = HMACSHA256.HashData(derived[..SetFileFormat.KeyBytes], bound);
            var keys = new SetFileKeys(code, SHA256.HashData([.. bound, .. code]));
            derived[SetFileFormat.KeyBytes..].CopyTo(keys._chunkKey);
            return keys;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    /// <summary>The cipher of the chunks.</summary>
    public AesGcm ChunkCipher() => new(_chunkKey, SetFileFormat.TagBytes);

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_chunkKey);

    // With its length before it, so that no two pairs of names give the same bytes.
    private static byte[] Named(string name)
    {
        var bytes = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(name)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - sizeof(int));
        Encoding.UTF8.GetBytes(name, bytes.AsSpan(sizeof(int)));
        return bytes;
    }
}
