using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>The ciphers that a project's settings name.</summary>
internal static class SetCiphers
{
    /// <summary>The cipher for new sets; <see langword="null"/> when they are not encrypted.</summary>
    /// <param name="project">The project.</param>
    /// <param name="lookup">The value of a variable.</param>
    /// <exception cref="DeployOpsException">The settings name a passphrase or certificate that is not there.</exception>
    public static ISetCipher? ForWriting(DeployProject project, Func<string, string?> lookup) =>
        project.Backup.Encryption.IsWanted ? throw new NotImplementedException(lookup(project.Name)) : null;

    /// <summary>The cipher that reads a set; <see langword="null"/> for one that is not encrypted.</summary>
    /// <param name="record">What its manifest says.</param>
    /// <param name="project">The project.</param>
    /// <param name="lookup">The value of a variable.</param>
    /// <exception cref="DeployOpsException">The key is not there.</exception>
    public static ISetCipher? ForReading(EncryptionRecord? record, DeployProject project, Func<string, string?> lookup) =>
        record is null ? null : throw new NotImplementedException(lookup(project.Name));
}
