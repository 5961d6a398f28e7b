namespace DeployOps.Engine.Backups.Sets;

/// <summary>How the files of a set are encrypted. It says what is needed to read them, and holds no key.</summary>
/// <param name="Method">Such as <c>passphrase</c> or <c>certificate</c>.</param>
/// <param name="Recipient">The variable that held the passphrase, or the thumbprint of the certificate.</param>
public sealed record EncryptionRecord(string Method, string Recipient);
