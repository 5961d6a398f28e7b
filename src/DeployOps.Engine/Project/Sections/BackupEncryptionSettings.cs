using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>backup.encryption</c>: one of the two, or neither.</summary>
public sealed record BackupEncryptionSettings
{
    /// <summary>The environment variable that holds the passphrase (<c>passphrase-variable</c>): one of the process, or of the environment files.</summary>
    public string? PassphraseVariable { get; init; }

    /// <summary>The certificate that the sets are encrypted for: a PEM, DER or PKCS #12 file, or the thumbprint of one in the account's store (<c>certificate</c>).</summary>
    public string? Certificate { get; init; }

    /// <summary>The private key for reading, when the certificate's file does not hold it (<c>private-key</c>): a PEM file. Its passphrase comes from <see cref="PrivateKeyVariable"/>.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>The environment variable that holds the passphrase of the private key or of the PKCS #12 file (<c>private-key-variable</c>).</summary>
    public string? PrivateKeyVariable { get; init; }

    /// <summary>Whether sets are encrypted.</summary>
    public bool IsWanted => PassphraseVariable is not null || Certificate is not null;

    internal static BackupEncryptionSettings Read(YamlSection section)
    {
        var settings = new BackupEncryptionSettings
        {
            PassphraseVariable = section.Text("passphrase-variable"),
            Certificate = section.Text("certificate"),
            PrivateKey = section.Text("private-key"),
            PrivateKeyVariable = section.Text("private-key-variable"),
        };
        section.End();
        return settings;
    }
}
