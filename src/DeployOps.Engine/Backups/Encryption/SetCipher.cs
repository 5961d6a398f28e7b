using System.Security.Cryptography;
using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>What both methods have in common: each file has a key of its own, at random, and the method keeps that key in the file's header.</summary>
/// <param name="method">The method's number in the header.</param>
/// <param name="chunkExponent">The size of a chunk of new files as a power of two.</param>
internal abstract class SetCipher(byte method, byte chunkExponent) : ISetCipher
{
    /// <inheritdoc/>
    public abstract EncryptionRecord Record { get; }

    /// <inheritdoc/>
    public Stream Encrypt(Stream target, string setId, string fileName)
    {
        ArgumentNullException.ThrowIfNull(target);
        Span<byte> fileKey = stackalloc byte[SetFileFormat.KeyBytes];
        try
        {
            RandomNumberGenerator.Fill(fileKey);
            var header = SetFileHeader.New(method, chunkExponent, Wrap(fileKey));
            var bytes = header.ToBytes();
            using var keys = SetFileKeys.Derive(fileKey, bytes, setId, fileName);
            target.Write(bytes);
            target.Write(keys.Code);
            return new EncryptingStream(target, keys.ChunkCipher(), keys.Associated, header);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(fileKey);
        }
    }

    /// <inheritdoc/>
    public Stream Decrypt(Stream source, string setId, string fileName)
    {
        ArgumentNullException.ThrowIfNull(source);
        var header = SetFileHeader.Read(source, fileName);
        if (header.Method != method)
        {
            throw new EncryptedFileDamagedException(fileName, "its header names another way of encryption than the set's manifest");
        }

        Span<byte> code = stackalloc byte[SetFileFormat.CodeBytes];
        if (source.ReadAtLeast(code, code.Length, throwOnEndOfStream: false) < code.Length)
        {
            throw new EncryptedFileDamagedException(fileName, "it ends within its header");
        }

        var fileKey = Unwrap(header.KeyBlock, fileName);
        try
        {
            using var keys = SetFileKeys.Derive(fileKey, header.ToBytes(), setId, fileName);
            return CryptographicOperations.FixedTimeEquals(code, keys.Code)
                ? new DecryptingStream(source, keys.ChunkCipher(), keys.Associated, header, fileName)
                : throw new EncryptedFileMisplacedException(fileName, setId);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(fileKey);
        }
    }

    /// <summary>The file key as it stands in the header.</summary>
    protected abstract byte[] Wrap(ReadOnlySpan<byte> fileKey);

    /// <summary>The file key; the caller zeroes it.</summary>
    /// <param name="keyBlock">The block of the header.</param>
    /// <param name="fileName">The file's name, for messages.</param>
    /// <exception cref="DeployOpsException">The key is another, or the block was changed.</exception>
    protected abstract byte[] Unwrap(byte[] keyBlock, string fileName);
}
