using System.Buffers.Binary;
using DeployOps.Engine.Backups.Encryption;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Encryption;

public sealed class SetCipherTests
{
    private const int KeyBlockBytes = 97;
    private const int HeaderBytes = SetFileFormat.FixedBytes + KeyBlockBytes + SetFileFormat.CodeBytes;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(EncryptedFile.Chunk - 1)]
    [InlineData(EncryptedFile.Chunk)]
    [InlineData(EncryptedFile.Chunk + 1)]
    [InlineData(3 * EncryptedFile.Chunk)]
    [InlineData((3 * EncryptedFile.Chunk) + 1)]
    [InlineData(10_000)]
    public async Task What_was_written_is_read(int length)
    {
        var content = EncryptedFile.Content(length);
        using var cipher = EncryptedFile.Cipher();

        var file = EncryptedFile.Write(cipher, content);

        using var later = EncryptedFile.Cipher();
        Assert.Equal(content, EncryptedFile.Read(later, file));
        Assert.Equal(HeaderBytes + length + (SetFileFormat.TagBytes * Math.Max(1, (length + EncryptedFile.Chunk - 1) / EncryptedFile.Chunk)), file.Length);
        Assert.Equal(content, await ReadAsync(later, file));
    }

    [Fact]
    public async Task Writing_without_waiting_gives_the_same_as_writing()
    {
        using var cipher = new PassphraseCipher("V", "correct horse battery", 1_000);
        var content = EncryptedFile.Content(200_000);
        using var target = new MemoryStream();

        await using (var stream = cipher.Encrypt(target, EncryptedFile.Set, EncryptedFile.Name))
        {
            await stream.WriteAsync(content.AsMemory(0, 3));
            await stream.WriteAsync(content.AsMemory(3));
            await stream.FlushAsync();
        }

        Assert.True(target.CanWrite);
        Assert.Equal(content, EncryptedFile.Read(cipher, target.ToArray()));
    }

    [Fact]
    public void The_same_content_is_never_written_the_same_way_twice()
    {
        using var cipher = EncryptedFile.Cipher();
        var content = EncryptedFile.Content(64);

        var first = EncryptedFile.Write(cipher, content);
        var second = EncryptedFile.Write(cipher, content);

        Assert.NotEqual(first[HeaderBytes..], second[HeaderBytes..]);
        Assert.Equal(1, cipher.Derivations);
    }

    [Fact]
    public void A_set_of_several_files_derives_its_key_once()
    {
        using var writer = EncryptedFile.Cipher();
        var files = new[] { "postgres.dump.enc", "redis.rdb.enc", "graph.cypher.gz.enc" }.ToDictionary(name => name, name => EncryptedFile.Write(writer, [1, 2, 3], name: name));
        using var reader = EncryptedFile.Cipher();

        foreach (var (name, file) in files)
        {
            Assert.Equal([1, 2, 3], EncryptedFile.Read(reader, file, name: name));
        }

        Assert.Equal(1, reader.Derivations);
    }

    [Fact]
    public void A_flipped_bit_in_any_byte_is_refused()
    {
        using var cipher = EncryptedFile.Cipher();
        var content = EncryptedFile.Content((2 * EncryptedFile.Chunk) + 20);
        var file = EncryptedFile.Write(cipher, content);

        for (var position = 0; position < file.Length; position++)
        {
            var damaged = file.ToArray();
            damaged[position] ^= (byte)(1 << (position % 8));
            AssertRefused(cipher, damaged, content, $"byte {position}");
        }
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        using var cipher = EncryptedFile.Cipher();
        var content = EncryptedFile.Content(2 * EncryptedFile.Chunk);
        var file = EncryptedFile.Write(cipher, content);

        for (var length = 0; length < file.Length; length++)
        {
            AssertRefused(cipher, file[..length], content, $"length {length}");
        }
    }

    [Theory]
    [InlineData("swap")]
    [InlineData("drop first")]
    [InlineData("drop middle")]
    [InlineData("drop last")]
    [InlineData("repeat")]
    [InlineData("append byte")]
    [InlineData("append chunk of another file")]
    [InlineData("append empty last chunk")]
    public void Chunks_in_another_order_or_number_are_refused(string damage)
    {
        using var cipher = EncryptedFile.Cipher();
        var content = EncryptedFile.Content(3 * EncryptedFile.Chunk);
        var file = EncryptedFile.Write(cipher, content);
        const int Sealed = EncryptedFile.Chunk + SetFileFormat.TagBytes;
        var (header, first, second, third) = (file[..HeaderBytes], file[HeaderBytes..(HeaderBytes + Sealed)], file[(HeaderBytes + Sealed)..(HeaderBytes + (2 * Sealed))], file[(HeaderBytes + (2 * Sealed))..]);

        AssertRefused(cipher, damage switch
        {
            "swap" => [.. header, .. second, .. first, .. third],
            "drop first" => [.. header, .. second, .. third],
            "drop middle" => [.. header, .. first, .. third],
            "drop last" => [.. header, .. first, .. second],
            "repeat" => [.. header, .. first, .. second, .. second, .. third],
            "append byte" => [.. file, 0],
            "append empty last chunk" => [.. file, .. EncryptedFile.Write(cipher, [])[HeaderBytes..]],
            _ => [.. file, .. EncryptedFile.Write(cipher, content)[HeaderBytes..(HeaderBytes + Sealed)]],
        }, content, damage);
    }

    [Fact]
    public void A_thousand_random_damages_are_all_refused()
    {
        var random = new Random(4);
        using var cipher = EncryptedFile.Cipher();
        var content = EncryptedFile.Content((5 * EncryptedFile.Chunk) + 7);
        var file = EncryptedFile.Write(cipher, content);

        for (var round = 0; round < 1_000; round++)
        {
            var bytes = file.ToList();
            switch (random.Next(4))
            {
                case 0:
                    bytes[random.Next(bytes.Count)] ^= (byte)random.Next(1, 256);
                    break;
                case 1:
                    bytes.RemoveRange(random.Next(bytes.Count - 40), random.Next(1, 40));
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count + 1), EncryptedFile.Content(random.Next(1, 40)));
                    break;
                default:
                    var at = random.Next(bytes.Count - 32);
                    bytes.RemoveRange(at, 32);
                    bytes.InsertRange(at, EncryptedFile.Content(32));
                    break;
            }

            AssertRefused(cipher, [.. bytes], content, $"round {round}");
        }
    }

    [Fact]
    public void Another_passphrase_is_refused_before_anything_is_read()
    {
        using var writer = EncryptedFile.Cipher();
        using var reader = EncryptedFile.Cipher("correct horse batterx");
        using var source = new MemoryStream(EncryptedFile.Write(writer, EncryptedFile.Content(5)));

        var failure = Assert.Throws<BackupKeyWrongException>(() => reader.Decrypt(source, EncryptedFile.Set, EncryptedFile.Name));

        Assert.Equal("BackupKeyWrong", failure.ErrorId);
        Assert.DoesNotContain("horse", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20261120T020000Z-4f2a", EncryptedFile.Name)]
    [InlineData(EncryptedFile.Set, "redis.rdb.enc")]
    [InlineData("20261121T020000Z-4f2ap", "ostgres.dump.enc")]
    public void A_file_of_another_set_or_name_is_refused_before_anything_is_read(string set, string name)
    {
        using var cipher = EncryptedFile.Cipher();
        using var source = new MemoryStream(EncryptedFile.Write(cipher, EncryptedFile.Content(5)));

        Assert.Throws<EncryptedFileMisplacedException>(() => cipher.Decrypt(source, set, name));
    }

    [Fact]
    public void The_same_passphrase_typed_in_composed_and_decomposed_Hangul_reads()
    {
        using var writer = EncryptedFile.Cipher("비밀번호는열두글자이상이다");
        using var reader = EncryptedFile.Cipher("비밀번호는열두글자이상이다".Normalize(System.Text.NormalizationForm.FormD));

        Assert.Equal([7], EncryptedFile.Read(reader, EncryptedFile.Write(writer, [7])));
    }

    [Fact]
    public void A_huge_number_of_iterations_in_a_damaged_header_keeps_nobody_waiting()
    {
        using var cipher = EncryptedFile.Cipher();
        var file = EncryptedFile.Write(cipher, [1]);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(SetFileFormat.FixedBytes + 1), int.MaxValue);

        Assert.Throws<EncryptedFileDamagedException>(() => EncryptedFile.Read(cipher, file));
        Assert.Equal(1, cipher.Derivations);
    }

    [Fact]
    public void A_later_version_and_a_plain_file_are_told_apart_from_damage()
    {
        using var cipher = EncryptedFile.Cipher();
        var later = EncryptedFile.Write(cipher, [1]);
        later[8] = 2;

        Assert.Contains("version 2", Assert.Throws<NotAnEncryptedFileException>(() => EncryptedFile.Read(cipher, later)).Message, StringComparison.Ordinal);
        Assert.Throws<NotAnEncryptedFileException>(() => EncryptedFile.Read(cipher, "PGDMP"u8.ToArray()));
        Assert.Throws<NotAnEncryptedFileException>(() => EncryptedFile.Read(cipher, []));
    }

    [Fact]
    public void A_write_that_failed_leaves_no_file_that_could_pass_for_a_whole_one()
    {
        using var cipher = EncryptedFile.Cipher();
        using var disk = new FullDisk(HeaderBytes + 300);
        var content = EncryptedFile.Content(2_000);

        Assert.Throws<IOException>(() =>
        {
            using var stream = cipher.Encrypt(disk, EncryptedFile.Set, EncryptedFile.Name);
            stream.Write(content);
        });

        AssertRefused(cipher, disk.ToArray(), content, "a full disk");
    }

    [Fact]
    public void A_reader_that_swallows_the_failure_is_given_nothing_more()
    {
        using var cipher = EncryptedFile.Cipher();
        var file = EncryptedFile.Write(cipher, EncryptedFile.Content(3 * EncryptedFile.Chunk));
        file[HeaderBytes] ^= 1;
        using var source = new MemoryStream(file);
        using var stream = cipher.Decrypt(source, EncryptedFile.Set, EncryptedFile.Name);
        var buffer = new byte[EncryptedFile.Chunk];

        Assert.Throws<EncryptedFileDamagedException>(() => stream.ReadExactly(buffer));
        Assert.Throws<EncryptedFileDamagedException>(() => stream.ReadExactly(buffer));
        Assert.All(buffer, value => Assert.Equal(0, value));
    }

    private static void AssertRefused(PassphraseCipher cipher, byte[] damaged, byte[] content, string what)
    {
        using var plain = new MemoryStream();
        var failure = Xunit.Record.Exception(() => EncryptedFile.ReadInto(plain, cipher, damaged));

        Assert.True(failure is DeployOpsException, $"{what}: {failure?.GetType().Name ?? "accepted"}");
        Assert.True(content.AsSpan().StartsWith(plain.ToArray()), $"{what}: something was given that was never written");
        Assert.True(plain.Length % EncryptedFile.Chunk == 0, $"{what}: part of a chunk was given");
    }

    private static async Task<byte[]> ReadAsync(PassphraseCipher cipher, byte[] file)
    {
        using var source = new MemoryStream(file);
        await using var stream = cipher.Decrypt(source, EncryptedFile.Set, EncryptedFile.Name);
        using var plain = new MemoryStream();
        await stream.CopyToAsync(plain);
        return plain.ToArray();
    }

    private sealed class FullDisk(int size) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > size)
            {
                throw new IOException("No space left on device");
            }

            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);
    }
}
