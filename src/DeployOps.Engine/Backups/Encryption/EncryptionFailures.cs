namespace DeployOps.Engine.Backups.Encryption;

/// <summary>The settings of <c>backup.encryption</c> contradict each other. Nothing was read or written.</summary>
public sealed class BackupEncryptionSettingsException(string reason)
    : DeployOpsException(
        "BackupEncryptionSettings",
        FailureKind.Usage,
        $"The backup's encryption is not clear: {reason}. Nothing was read or written.",
        "In deployops.yml, name either backup.encryption.passphrase-variable or backup.encryption.certificate.");

/// <summary>The variable that should hold the passphrase is not set or empty.</summary>
public sealed class BackupPassphraseMissingException(string variable)
    : DeployOpsException(
        "BackupPassphraseMissing",
        FailureKind.NotFound,
        $"The variable {variable}, which should hold the backup's passphrase, is not set or empty. Nothing was read or written.",
        $"Set {variable} for the account that runs the backup, or in the environment file; keep the passphrase elsewhere too: without it no set can be restored.")
{
    /// <summary>The variable's name.</summary>
    public string Variable { get; } = variable;
}

/// <summary>The passphrase is too short, or is no text. It is not shown.</summary>
public sealed class BackupPassphraseUnusableException(string variable, string reason)
    : DeployOpsException(
        "BackupPassphraseUnusable",
        FailureKind.Usage,
        $"The passphrase in the variable {variable} cannot be used: {reason}. Nothing was written.",
        "Take one of 20 random characters or more, such as 'openssl rand -base64 24' prints, and keep it elsewhere too.")
{
    /// <summary>The variable's name.</summary>
    public string Variable { get; } = variable;
}

/// <summary>The certificate is neither a file nor in the account's or the machine's store.</summary>
public sealed class BackupCertificateMissingException(string certificate)
    : DeployOpsException(
        "BackupCertificateMissing",
        FailureKind.NotFound,
        $"There is no certificate '{certificate}': no such file, and no such thumbprint in the personal store of the account or the machine. Nothing was read or written.",
        "Correct backup.encryption.certificate in deployops.yml, or put the certificate there.")
{
    /// <summary>What was looked for.</summary>
    public string Certificate { get; } = certificate;
}

/// <summary>A certificate is there and cannot be used.</summary>
public sealed class BackupCertificateUnusableException(string certificate, string reason, Exception? innerException = null)
    : DeployOpsException(
        "BackupCertificateUnusable",
        FailureKind.InvalidData,
        $"The certificate '{certificate}' cannot be used for backups: {reason}. Nothing was read or written.",
        "Name a valid certificate with an RSA key of 2048 bits or more as PEM, DER or PKCS #12 file; keep old ones as long as there are sets for them.",
        innerException)
{
    /// <summary>The certificate.</summary>
    public string Certificate { get; } = certificate;
}

/// <summary>The private key that reading needs is not there or cannot be used.</summary>
public sealed class BackupPrivateKeyException(string certificate, string reason, Exception? innerException = null)
    : DeployOpsException(
        "BackupPrivateKey",
        FailureKind.NotFound,
        $"The private key for the certificate '{certificate}' is needed to read a set: {reason}. Nothing was read.",
        "Name it with backup.encryption.private-key, and the variable of its passphrase with backup.encryption.private-key-variable; or use a PKCS #12 file.",
        innerException)
{
    /// <summary>The certificate.</summary>
    public string Certificate { get; } = certificate;
}

/// <summary>The key is not the one that the file was encrypted with. Nothing of its content was given.</summary>
public sealed class BackupKeyWrongException(string file, string key)
    : DeployOpsException(
        "BackupKeyWrong",
        FailureKind.InvalidData,
        $"'{file}' cannot be decrypted with {key}: it was encrypted with another, or its header was changed. Nothing of it was read.",
        "Use the key of the day the set was made. If it is the right one, the file is damaged: take the copy, or another set.")
{
    /// <summary>The file's name.</summary>
    public string File { get; } = file;
}

/// <summary>The file is not one that DeployOps encrypted, or a later version did.</summary>
public sealed class NotAnEncryptedFileException(string file, string reason)
    : DeployOpsException(
        "BackupFileNotEncrypted",
        FailureKind.InvalidData,
        $"'{file}' cannot be decrypted: {reason}. Nothing of it was read.",
        "Take the copy of the set, or another set; for a later version's file, that version.")
{
    /// <summary>The file's name.</summary>
    public string File { get; } = file;
}

/// <summary>The file was encrypted with this key, for another set or under another name, or its header was changed.</summary>
public sealed class EncryptedFileMisplacedException(string file, string set)
    : DeployOpsException(
        "EncryptedFileMisplaced",
        FailureKind.InvalidData,
        $"'{file}' does not belong to the set {set} under this name, or its header was changed. Nothing of it was read.",
        "Put the right file back, take the copy of the set, or another set.")
{
    /// <summary>The file's name.</summary>
    public string File { get; } = file;
}

/// <summary>The file is not as it was written. What was given before this failure is genuine, and not the whole.</summary>
public sealed class EncryptedFileDamagedException(string file, string reason)
    : DeployOpsException(
        "EncryptedFileDamaged",
        FailureKind.InvalidData,
        $"'{file}' is damaged: {reason}. What was read of it before must not be used.",
        "Take the copy of the set, or another set.")
{
    /// <summary>The file's name.</summary>
    public string File { get; } = file;
}
