using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Stores;

namespace DeployOps.Engine.Backups.Sets;

/// <summary>The files of one store in a set: hashed as they lie on the disk, and decrypted, while they are read.</summary>
internal sealed class StoredFiles(BackupSet set, StoreRecord record, ISetCipher? cipher, Action<long> onBytes) : IStoredFiles
{
    /// <summary>What an encrypted file has behind its name.</summary>
    public const string EncryptedExtension = ".enc";

    public IReadOnlyList<string> Names => [.. record.Files.Select(NameOf)];

    public Stream OpenRead(string name)
    {
        var file = record.Files.FirstOrDefault(one => NameOf(one) == name) ?? throw new BackupFileMissingException(set.Id, name);
        var proven = ProvenFileStream.Open(set, file, onBytes);
        if (cipher is null)
        {
            return proven;
        }

        try
        {
            return new DecryptedFileStream(proven, cipher.Decrypt(proven, set.Id, name), set.Id, file);
        }
        catch
        {
            proven.Dispose();
            throw;
        }
    }

    private string NameOf(BackupFile file) =>
        cipher is not null && file.Name.EndsWith(EncryptedExtension, StringComparison.Ordinal) ? file.Name[..^EncryptedExtension.Length] : file.Name;
}
