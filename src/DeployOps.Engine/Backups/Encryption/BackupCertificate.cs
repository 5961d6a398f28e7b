using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>Finds the certificate of the settings, and its private key: PEM, DER and PKCS #12 files, and the personal stores of the account and the machine.</summary>
/// <param name="project">The project.</param>
/// <param name="lookup">The value of a variable.</param>
internal sealed class BackupCertificate(DeployProject project, Func<string, string?> lookup)
{
    private const int LeastKeyBits = 2048;
    private const int MostBytes = 1 << 20;

    /// <summary>The certificate for new sets.</summary>
    /// <param name="name">A file or a thumbprint.</param>
    /// <param name="time">The clock: one that is not yet or no longer valid is refused for writing.</param>
    /// <exception cref="DeployOpsException">It is not there or cannot be used.</exception>
    public X509Certificate2 ForWriting(string name, TimeProvider time)
    {
        var certificate = Find(name);
        DemandRsa(certificate, name);
        var now = time.GetUtcNow().UtcDateTime;
        return now < certificate.NotBefore.ToUniversalTime() ? throw new BackupCertificateUnusableException(name, $"it is valid only from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} on")
            : now > certificate.NotAfter.ToUniversalTime() ? throw new BackupCertificateUnusableException(name, $"it expired on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}")
            : certificate;
    }

    /// <summary>The certificate that a set was encrypted for, with its private key. An expired one still reads.</summary>
    /// <param name="thumbprint">The thumbprint, from the manifest.</param>
    /// <exception cref="DeployOpsException">It or its key is not there or cannot be used.</exception>
    public (X509Certificate2 Certificate, RSA PrivateKey) ForReading(string thumbprint)
    {
        var name = project.Backup.Encryption.Certificate;
        if (name is not null && Find(name) is var certificate && IsSame(certificate.Thumbprint, thumbprint))
        {
            DemandRsa(certificate, name);
            return (certificate, PrivateKeyOf(certificate, name));
        }

        // The certificate of the settings was renewed since: the old one may still be in a store.
        return FindInStores(Hexadecimal(thumbprint)) is { } stored
            ? (stored, stored.GetRSAPrivateKey() ?? throw new BackupPrivateKeyException(thumbprint, "the store has the certificate without it"))
            : throw new BackupCertificateMissingException(thumbprint);
    }

    private static void DemandRsa(X509Certificate2 certificate, string name)
    {
        using var key = certificate.GetRSAPublicKey()
            ?? throw new BackupCertificateUnusableException(name, "its key is not RSA, and the standard library cannot encrypt for another on every system");
        if (key.KeySize < LeastKeyBits)
        {
            throw new BackupCertificateUnusableException(name, $"its key has {key.KeySize} bits, and {LeastKeyBits} are the least");
        }
    }

    private static bool IsSame(string left, string right) => string.Equals(Hexadecimal(left), Hexadecimal(right), StringComparison.OrdinalIgnoreCase);

    // Windows shows thumbprints with blanks, and a copied one begins with an invisible mark.
    private static string Hexadecimal(string text) => string.Concat(text.Where(char.IsAsciiHexDigit));

    private static X509Certificate2? FindInStores(string thumbprint)
    {
        foreach (var location in new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine })
        {
            try
            {
                using var store = new X509Store(StoreName.My, location);
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
                if (store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false) is [var certificate, ..])
                {
                    return certificate;
                }
            }
            catch (CryptographicException)
            {
                // There is no such store for this account, or on this system.
            }
        }

        return null;
    }

    private static byte[] BytesOf(string path, string name)
    {
        RegularFile.Demand(path);
        try
        {
            return new FileInfo(path).Length <= MostBytes ? File.ReadAllBytes(path) : throw new BackupCertificateUnusableException(name, "the file is too large for one");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BackupCertificateUnusableException(name, "the file cannot be read by this account", failure);
        }
    }

    private X509Certificate2 Find(string name)
    {
        var path = project.FullPath(name);
        if (File.Exists(path))
        {
            return OfFile(BytesOf(path, name), name);
        }

        return (Hexadecimal(name).Length == 40 ? FindInStores(Hexadecimal(name)) : null) ?? throw new BackupCertificateMissingException(name);
    }

    private X509Certificate2 OfFile(byte[] bytes, string name)
    {
        var text = Encoding.UTF8.GetString(bytes);
        try
        {
            if (text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
            {
                return X509Certificate2.CreateFromPem(text);
            }

            return X509Certificate2.GetCertContentType(bytes) switch
            {
                // Kept in memory only: no key file is left in the account's profile. macOS knows no such keys.
                X509ContentType.Pkcs12 => X509CertificateLoader.LoadPkcs12(bytes, KeyPassphrase(), OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet),
                X509ContentType.Cert => X509CertificateLoader.LoadCertificate(bytes),
                _ => throw new BackupCertificateUnusableException(name, "it is neither a PEM, DER nor PKCS #12 file with a certificate"),
            };
        }
        catch (CryptographicException failure)
        {
            throw new BackupCertificateUnusableException(name, "it is no certificate, or the passphrase of its PKCS #12 file (private-key-variable) is another", failure);
        }
    }

    private string? KeyPassphrase() => project.Backup.Encryption.PrivateKeyVariable is { } variable ? lookup(variable) : null;

    private RSA PrivateKeyOf(X509Certificate2 certificate, string name)
    {
        if (certificate.GetRSAPrivateKey() is { } own)
        {
            return own;
        }

        // A PEM file often holds the certificate and its key.
        var file = project.FullPath(project.Backup.Encryption.PrivateKey ?? name);
        if (!File.Exists(file))
        {
            // A certificate of a store has no file; its key is in the store or nowhere.
            throw new BackupPrivateKeyException(name, project.Backup.Encryption.PrivateKey is { } missing ? $"there is no file '{missing}'" : "the store has the certificate without it");
        }

        var key = RSA.Create();
        try
        {
            var text = Encoding.UTF8.GetString(BytesOf(file, name));
            if (text.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal))
            {
                key.ImportFromEncryptedPem(text, KeyPassphrase() ?? throw new BackupPrivateKeyException(name, "it is encrypted, and private-key-variable names no variable that is set"));
            }
            else
            {
                key.ImportFromPem(text);
            }

            return IsPair(certificate, key) ? key : throw new BackupPrivateKeyException(name, "the key in the file belongs to another certificate");
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new BackupPrivateKeyException(name, "the file holds no RSA key in PEM, or its passphrase is another", failure);
        }
    }

    private static bool IsPair(X509Certificate2 certificate, RSA key)
    {
        using var publicKey = certificate.GetRSAPublicKey()!;
        return publicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());
    }
}
