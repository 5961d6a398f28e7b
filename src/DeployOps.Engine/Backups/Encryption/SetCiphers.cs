using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>The ciphers that a project's settings name.</summary>
internal static class SetCiphers
{
    /// <summary>The cipher for new sets; <see langword="null"/> when they are not encrypted.</summary>
    /// <param name="project">The project.</param>
    /// <param name="lookup">The value of a variable: the process's own first, then the environment files'.</param>
    /// <exception cref="DeployOpsException">The settings name a passphrase or certificate that is not there.</exception>
    public static ISetCipher? ForWriting(DeployProject project, Func<string, string?> lookup) => ForWriting(project, lookup, TimeProvider.System);

    /// <summary>The cipher for new sets; <see langword="null"/> when they are not encrypted.</summary>
    /// <param name="project">The project.</param>
    /// <param name="lookup">The value of a variable.</param>
    /// <param name="time">The clock that a certificate's validity is held against.</param>
    /// <exception cref="DeployOpsException">The settings name a passphrase or certificate that is not there.</exception>
    public static ISetCipher? ForWriting(DeployProject project, Func<string, string?> lookup, TimeProvider time)
    {
        var settings = project.Backup.Encryption;
        if (settings is { PassphraseVariable: not null, Certificate: not null })
        {
            throw new BackupEncryptionSettingsException("both a passphrase and a certificate are named");
        }

        if (settings.Certificate is { } certificate)
        {
            // Writing needs no private key: the machine that makes the sets cannot read them unless it is given one.
            return new CertificateCipher(new BackupCertificate(project, lookup).ForWriting(certificate, time), privateKey: null);
        }

        if (settings.PrivateKey is not null || settings.PrivateKeyVariable is not null)
        {
            throw new BackupEncryptionSettingsException("a private key is named without a certificate");
        }

        return settings.PassphraseVariable is not { } variable ? null
            : PassphraseOf(variable, lookup) is not { } passphrase ? throw new BackupPassphraseMissingException(variable)
            : passphrase.Length < PassphraseCipher.LeastCharacters
                ? throw new BackupPassphraseUnusableException(variable, $"it has fewer than {PassphraseCipher.LeastCharacters} characters")
            : new PassphraseCipher(variable, passphrase);
    }

    /// <summary>The cipher that reads a set; <see langword="null"/> for one that is not encrypted.</summary>
    /// <param name="record">What its manifest says.</param>
    /// <param name="project">The project.</param>
    /// <param name="lookup">The value of a variable.</param>
    /// <exception cref="DeployOpsException">The key is not there.</exception>
    public static ISetCipher? ForReading(EncryptionRecord? record, DeployProject project, Func<string, string?> lookup)
    {
        switch (record?.Method)
        {
            case null:
                return null;
            case "certificate":
                var (certificate, privateKey) = new BackupCertificate(project, lookup).ForReading(record.Recipient);
                return new CertificateCipher(certificate, privateKey);
            case "passphrase":
                // The variable of the day the set was made; when it is gone, that of the settings.
                foreach (var variable in new[] { record.Recipient, project.Backup.Encryption.PassphraseVariable }.OfType<string>())
                {
                    if (PassphraseOf(variable, lookup) is { } passphrase)
                    {
                        return new PassphraseCipher(variable, passphrase);
                    }
                }

                throw new BackupPassphraseMissingException(record.Recipient);
            default:
                throw new BackupEncryptionSettingsException("the set's manifest names a way of encryption that this version does not know");
        }
    }

    private static string? PassphraseOf(string variable, Func<string, string?> lookup) => lookup(variable) is { Length: > 0 } value ? value : null;
}
