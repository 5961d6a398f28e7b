using DeployOps.Engine.Backups.Encryption;

namespace DeployOps.Engine.Tests.Backups.Encryption;

/// <summary>Encrypts and decrypts in memory, with small chunks and few iterations so that thousands of damages are quickly tried.</summary>
internal static class EncryptedFile
{
    public const string Set = "20261121T020000Z-4f2a";
    public const string Name = "postgres.dump.enc";
    public const byte ChunkExponent = 8;
    public const int Chunk = 1 << ChunkExponent;

    public static PassphraseCipher Cipher(string passphrase = "correct horse battery") => new("BACKUP_PASSPHRASE", passphrase, 1_000, ChunkExponent);

    public static byte[] Content(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    public static byte[] Write(ISetCipher cipher, byte[] content, string set = Set, string name = Name, int piece = 100)
    {
        using var target = new MemoryStream();
        using (var stream = cipher.Encrypt(target, set, name))
        {
            foreach (var part in content.Chunk(piece))
            {
                stream.Write(part);
            }
        }

        return target.ToArray();
    }

    public static byte[] Read(ISetCipher cipher, byte[] file, string set = Set, string name = Name)
    {
        using var plain = new MemoryStream();
        ReadInto(plain, cipher, file, set, name);
        return plain.ToArray();
    }

    public static void ReadInto(Stream plain, ISetCipher cipher, byte[] file, string set = Set, string name = Name)
    {
        using var source = new MemoryStream(file);
        using var stream = cipher.Decrypt(source, set, name);
        stream.CopyTo(plain, 77);
    }
}
