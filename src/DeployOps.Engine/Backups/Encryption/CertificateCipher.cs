using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>
/// Keeps file keys for the holder of a certificate's private key: CMS EnvelopedData (RFC 5652) with RSAES-OAEP (SHA-256) and AES-256-CBC. That the
/// envelope itself is not authenticated does no harm: another key in it does not fit the header's code.
/// </summary>
/// <param name="certificate">The certificate; with its private key for reading.</param>
/// <param name="privateKey">The private key; <see langword="null"/> where sets are only written.</param>
/// <param name="chunkExponent">The size of a chunk of new files as a power of two.</param>
internal sealed class CertificateCipher(X509Certificate2 certificate, RSA? privateKey, byte chunkExponent = SetFileFormat.ChunkExponent)
    : SetCipher(SetFileFormat.Certificate, chunkExponent), IDisposable
{
    private static readonly AlgorithmIdentifier Aes256Cbc = new(new Oid("2.16.840.1.101.3.4.1.42"));

    /// <inheritdoc/>
    public override EncryptionRecord Record => new("certificate", certificate.Thumbprint);

    /// <inheritdoc/>
    public void Dispose()
    {
        certificate.Dispose();
        privateKey?.Dispose();
    }

    /// <inheritdoc/>
    protected override byte[] Wrap(ReadOnlySpan<byte> fileKey)
    {
        var content = fileKey.ToArray();
        try
        {
            var envelope = new EnvelopedCms(new ContentInfo(content), Aes256Cbc);
            envelope.Encrypt(new CmsRecipient(certificate, RSAEncryptionPadding.OaepSHA256));
            return envelope.Encode();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <inheritdoc/>
    protected override byte[] Unwrap(byte[] keyBlock, string fileName)
    {
        if (privateKey is null)
        {
            throw new BackupPrivateKeyException(certificate.Thumbprint, "it is not there");
        }

        try
        {
            var envelope = new EnvelopedCms();
            envelope.Decode(keyBlock);
            if (envelope.RecipientInfos.Count == 1)
            {
                envelope.Decrypt(envelope.RecipientInfos[0], privateKey);
                if (envelope.ContentInfo.Content is { Length: SetFileFormat.KeyBytes } fileKey)
                {
                    return fileKey;
                }
            }
        }
        catch (CryptographicException)
        {
            // What exactly did not fit is nobody's business but the file's writer's: the key is another, or the block was changed.
        }

        throw new BackupKeyWrongException(fileName, $"the private key of the certificate {certificate.Thumbprint}");
    }
}
