using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>The beginning of an encrypted file: what is needed to read it, and no key.</summary>
/// <param name="Method">How the file key is kept.</param>
/// <param name="ChunkExponent">The size of a chunk as a power of two.</param>
/// <param name="Prefix">The bytes of the nonce that are the same for all chunks.</param>
/// <param name="KeyBlock">The file key as the method keeps it.</param>
internal sealed record SetFileHeader(byte Method, byte ChunkExponent, byte[] Prefix, byte[] KeyBlock)
{
    /// <summary>A header for a new file.</summary>
    public static SetFileHeader New(byte method, byte chunkExponent, byte[] keyBlock) =>
        new(method, chunkExponent, RandomNumberGenerator.GetBytes(SetFileFormat.PrefixBytes), keyBlock);

    /// <summary>The bytes of a chunk before it is encrypted.</summary>
    public int ChunkBytes => 1 << ChunkExponent;

    /// <summary>The header as it stands in the file, without the code that authenticates it.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[SetFileFormat.FixedBytes + KeyBlock.Length];
        SetFileFormat.Magic.CopyTo(bytes);
        bytes[8] = SetFileFormat.Version;
        bytes[9] = Method;
        bytes[10] = ChunkExponent;
        bytes[11] = 0;
        Prefix.CopyTo(bytes, 12);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(19), KeyBlock.Length);
        KeyBlock.CopyTo(bytes, SetFileFormat.FixedBytes);
        return bytes;
    }

    /// <summary>Reads it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <exception cref="NotAnEncryptedFileException">It begins with something else, or is of a later version.</exception>
    /// <exception cref="EncryptedFileDamagedException">It ends too early, or says what no version of ours writes.</exception>
    public static SetFileHeader Read(Stream source, string fileName)
    {
        Span<byte> start = stackalloc byte[SetFileFormat.FixedBytes];
        var read = source.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!start[..Math.Min(read, 8)].SequenceEqual(SetFileFormat.Magic[..Math.Min(read, 8)]) || read == 0)
        {
            throw new NotAnEncryptedFileException(fileName, "it does not begin as an encrypted file of DeployOps does");
        }

        if (read < start.Length)
        {
            throw new EncryptedFileDamagedException(fileName, "it ends within its header");
        }

        if (start[8] != SetFileFormat.Version)
        {
            throw new NotAnEncryptedFileException(fileName, $"its format is version {start[8]}, and this DeployOps reads version {SetFileFormat.Version}");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(start[19..]);
        if (start[10] is < SetFileFormat.LeastChunkExponent or > SetFileFormat.MostChunkExponent || start[11] != 0 || length is < 1 or > SetFileFormat.MostKeyBlockBytes)
        {
            throw new EncryptedFileDamagedException(fileName, "its header holds numbers that DeployOps does not write");
        }

        var block = new byte[length];
        return source.ReadAtLeast(block, length, throwOnEndOfStream: false) == length
            ? new SetFileHeader(start[9], start[10], start[12..19].ToArray(), block)
            : throw new EncryptedFileDamagedException(fileName, "it ends within its header");
    }
}
