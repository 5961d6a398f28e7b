using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>Encrypts and decrypts the files of a set: authenticated, in chunks, with constant memory. A file is bound to its set and its name.</summary>
internal interface ISetCipher
{
    /// <summary>What the manifest says of it.</summary>
    EncryptionRecord Record { get; }

    /// <summary>A stream that writes encrypted into <paramref name="target"/>; disposing of it writes the end and leaves the target open.</summary>
    Stream Encrypt(Stream target, string setId, string fileName);

    /// <summary>A stream that reads decrypted. A wrong key is a failure of this call; a changed, missing or additional byte is one of the read that meets it.</summary>
    /// <exception cref="DeployOpsException">The key is wrong, or the file is none of ours.</exception>
    Stream Decrypt(Stream source, string setId, string fileName);
}
