using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>
/// Keeps file keys under a passphrase: PBKDF2 (RFC 8018) with HMAC-SHA512 and the iteration count of OWASP's Password Storage Cheat Sheet gives
/// the key that wraps them with AES-256-GCM. All files that one instance writes have one salt, so that reading a set derives once.
/// </summary>
internal sealed class PassphraseCipher : SetCipher, IDisposable
{
    /// <summary>The iterations of new files.</summary>
    public const int DefaultIterations = 210_000;

    /// <summary>The fewest characters of a passphrase for new sets.</summary>
    public const int LeastCharacters = 12;

    private const int LeastIterations = 1_000;

    // A damaged count must not keep anybody waiting for an hour.
    private const int MostIterations = 10_000_000;
    private const byte Pbkdf2Sha512 = 1;
    private const int SaltBytes = 32;
    private const int ParametersBytes = 1 + sizeof(int) + SaltBytes;
    private const int WrappedAt = ParametersBytes + SetFileFormat.NonceBytes;
    private const int TagAt = WrappedAt + SetFileFormat.KeyBytes;
    private const int BlockBytes = TagAt + SetFileFormat.TagBytes;

    private readonly string _variable;
    private readonly byte[] _passphrase;
    private readonly byte[] _parameters = new byte[ParametersBytes];
    private readonly Dictionary<string, byte[]> _derived = new(StringComparer.Ordinal);
    private readonly Lock _deriving = new();

    /// <summary>A cipher.</summary>
    /// <param name="variable">The variable's name, for the manifest and for messages.</param>
    /// <param name="passphrase">The passphrase; the same characters give the same key however they are composed (RFC 8265 takes NFC as well).</param>
    /// <param name="iterations">The iterations of new files.</param>
    /// <param name="chunkExponent">The size of a chunk of new files as a power of two.</param>
    /// <exception cref="BackupPassphraseUnusableException">It is no text.</exception>
    public PassphraseCipher(string variable, string passphrase, int iterations = DefaultIterations, byte chunkExponent = SetFileFormat.ChunkExponent)
        : base(SetFileFormat.Passphrase, chunkExponent)
    {
        _variable = variable;
        try
        {
            _passphrase = Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC));
        }
        catch (ArgumentException)
        {
            throw new BackupPassphraseUnusableException(variable, "it holds half of a character");
        }

        _parameters[0] = Pbkdf2Sha512;
        BinaryPrimitives.WriteInt32BigEndian(_parameters.AsSpan(1), iterations);
        RandomNumberGenerator.Fill(_parameters.AsSpan(1 + sizeof(int)));
    }

    /// <inheritdoc/>
    public override EncryptionRecord Record => new("passphrase", _variable);

    /// <summary>How many times a key was derived from the passphrase.</summary>
    internal int Derivations { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_deriving)
        {
            CryptographicOperations.ZeroMemory(_passphrase);
            foreach (var key in _derived.Values)
            {
                CryptographicOperations.ZeroMemory(key);
            }

            _derived.Clear();
        }
    }

    /// <inheritdoc/>
    protected override byte[] Wrap(ReadOnlySpan<byte> fileKey)
    {
        var block = new byte[BlockBytes];
        _parameters.CopyTo(block, 0);
        RandomNumberGenerator.Fill(block.AsSpan(ParametersBytes, SetFileFormat.NonceBytes));
        using var cipher = new AesGcm(KeyOf(_parameters), SetFileFormat.TagBytes);
        cipher.Encrypt(block.AsSpan(ParametersBytes, SetFileFormat.NonceBytes), fileKey, block.AsSpan(WrappedAt, SetFileFormat.KeyBytes), block.AsSpan(TagAt), _parameters);
        return block;
    }

    /// <inheritdoc/>
    protected override byte[] Unwrap(byte[] keyBlock, string fileName)
    {
        if (keyBlock.Length != BlockBytes || keyBlock[0] != Pbkdf2Sha512 || BinaryPrimitives.ReadInt32BigEndian(keyBlock.AsSpan(1)) is < LeastIterations or > MostIterations)
        {
            throw new EncryptedFileDamagedException(fileName, "its header holds numbers that DeployOps does not write");
        }

        var parameters = keyBlock[..ParametersBytes];
        var fileKey = new byte[SetFileFormat.KeyBytes];
        using var cipher = new AesGcm(KeyOf(parameters), SetFileFormat.TagBytes);
        try
        {
            cipher.Decrypt(keyBlock.AsSpan(ParametersBytes, SetFileFormat.NonceBytes), keyBlock.AsSpan(WrappedAt, SetFileFormat.KeyBytes), keyBlock.AsSpan(TagAt), fileKey, parameters);
            return fileKey;
        }
        catch (CryptographicException)
        {
            throw new BackupKeyWrongException(fileName, $"the passphrase in {_variable}");
        }
    }

    private byte[] KeyOf(byte[] parameters)
    {
        var name = Convert.ToHexString(parameters);
        lock (_deriving)
        {
            if (!_derived.TryGetValue(name, out var key))
            {
                Derivations++;
                key = Rfc2898DeriveBytes.Pbkdf2(
                    _passphrase,
                    parameters.AsSpan(1 + sizeof(int)),
                    BinaryPrimitives.ReadInt32BigEndian(parameters.AsSpan(1)),
                    HashAlgorithmName.SHA512,
                    SetFileFormat.KeyBytes);
                _derived.Add(name, key);
            }

            return key;
        }
    }

}
