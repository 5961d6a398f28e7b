using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Sets;

/// <summary>Whatever is done to a set, it is told.</summary>
public sealed class DamagedSetTests : IDisposable
{
    private const int Damages = 1_000;

    private readonly SetFolder _sets = new();

    [Fact]
    public async Task A_whole_set_has_no_findings_and_reads_as_it_was_written()
    {
        var set = await _sets.AddAsync();

        Assert.Empty(await FindingsAsync(set));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(set.Path, "redis.rdb")), await ReadAsync(set, DataStoreKind.Redis));
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var set = await _sets.AddAsync();
        File.Delete(Path.Combine(set.Path, "redis.rdb"));

        Assert.Contains("'redis.rdb'", Assert.Single(await FindingsAsync(set)), StringComparison.Ordinal);
        await Assert.ThrowsAsync<BackupFileMissingException>(() => ReadAsync(set, DataStoreKind.Redis));
        Assert.Empty(await BackupRepository.HashFilesAsync(set, DataStoreKind.Postgres, null, CancellationToken.None));
    }

    [Fact]
    public async Task A_file_cut_short_grown_or_changed_is_named()
    {
        var set = await _sets.AddAsync();
        var path = Path.Combine(set.Path, "redis.rdb");
        var whole = await File.ReadAllBytesAsync(path);
        foreach (var content in new[] { [], whole[..^1], [.. whole, 0], [.. whole[..50], (byte)(whole[50] ^ 1), .. whole[51..]] })
        {
            await File.WriteAllBytesAsync(path, content);

            Assert.Single(await FindingsAsync(set));
            await Assert.ThrowsAsync<BackupFileDamagedException>(() => ReadAsync(set, DataStoreKind.Redis));
        }
    }

    [Fact]
    public async Task A_file_swapped_from_another_set_is_named()
    {
        var set = await _sets.AddAsync();
        var other = await _sets.AddAsync("20261119T020000Z-00aa");
        File.Copy(Path.Combine(other.Path, "redis.rdb"), Path.Combine(set.Path, "redis.rdb"), overwrite: true);

        Assert.Contains("SHA-256", Assert.Single(await FindingsAsync(set)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_belong_to_the_set_is_named_and_a_rest_of_a_manifest_is_not()
    {
        var set = await _sets.AddAsync();
        await File.WriteAllTextAsync(Path.Combine(set.Path, $"manifest.json.{Guid.NewGuid():N}.part"), "{");
        Assert.Empty(await FindingsAsync(set));

        await File.WriteAllTextAsync(Path.Combine(set.Path, "graph.cypher"), "x");
        Directory.CreateDirectory(Path.Combine(set.Path, "more"));

        Assert.Equal(2, (await FindingsAsync(set)).Count);
    }

    [Fact]
    public async Task A_link_in_the_place_of_a_file_is_named()
    {
        var set = await _sets.AddAsync();
        var path = Path.Combine(set.Path, "redis.rdb");
        File.Move(path, _sets["elsewhere"]);
        File.CreateSymbolicLink(path, _sets["elsewhere"]);

        Assert.Contains("a link", Assert.Single(await FindingsAsync(set)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encrypted_file_is_read_back_and_told_when_it_is_changed()
    {
        var project = _sets.Project with { Backup = new BackupSettings { Encryption = new BackupEncryptionSettings { PassphraseVariable = "PASSPHRASE" } } };
        var cipher = SetCiphers.ForWriting(project, _ => "correct horse battery staple")!;
        var set = await _sets.AddAsync();
        var content = await File.ReadAllBytesAsync(Path.Combine(set.Path, "redis.rdb"));
        File.Delete(Path.Combine(set.Path, "redis.rdb"));
        var path = Path.Combine(set.Path, "redis.rdb.enc");
        await using (var file = File.Create(path))
        {
            await using var encrypting = cipher.Encrypt(file, set.Id, "redis.rdb");
            await encrypting.WriteAsync(content);
        }

        var stored = SetFolder.FileOf("redis.rdb.enc", await File.ReadAllBytesAsync(path)) with { ContentBytes = content.Length };
        set = await _sets.Repository.SealAsync(
            set, set.Manifest! with { Encryption = cipher.Record, Stores = [set.Manifest.Stores[0], set.Manifest.Stores[1] with { Files = [stored] }] }, CancellationToken.None);

        Assert.Equal(["redis.rdb"], _sets.Repository.FilesOf(set, DataStoreKind.Redis, cipher).Names);
        Assert.Equal(content, await ReadAsync(set, DataStoreKind.Redis, cipher));
        Assert.Throws<BackupEncryptedException>(() => _sets.Repository.FilesOf(set, DataStoreKind.Redis, null));

        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        Assert.Single(await FindingsAsync(set));
        await Assert.ThrowsAnyAsync<DeployOpsException>(() => ReadAsync(set, DataStoreKind.Redis, cipher));
    }

    [Fact]
    public async Task None_of_a_thousand_random_damages_is_accepted()
    {
        var set = await _sets.AddAsync(state: BackupState.Verified);
        var files = Directory.GetFiles(set.Path).Order(StringComparer.Ordinal).ToDictionary(path => path, File.ReadAllBytes);
        var random = new Random(20261121);
        for (var number = 0; number < Damages; number++)
        {
            var (path, whole) = files.ElementAt(random.Next(files.Count));
            var (what, content) = Damage(whole, random, files.Values.ElementAt(random.Next(files.Count)));
            if (content is not null && content.AsSpan().SequenceEqual(whole))
            {
                continue;
            }

            if (content is null)
            {
                File.Delete(path);
            }
            else
            {
                await File.WriteAllBytesAsync(path, content);
            }

            var found = Assert.Single(await _sets.Repository.ListAsync(CancellationToken.None));
            var findings = await FindingsAsync(found);
            Assert.True(findings.Count > 0, $"damage {number}: {what} of {Path.GetFileName(path)}");
            if (path.EndsWith(".json", StringComparison.Ordinal))
            {
                Assert.Equal(BackupState.Partial, found.State);
                await Assert.ThrowsAnyAsync<DeployOpsException>(() => _sets.Repository.FindAsync(set.Id, BackupState.Partial, CancellationToken.None));
            }

            await File.WriteAllBytesAsync(path, whole);
        }

        Assert.Empty(await FindingsAsync(Assert.Single(await _sets.Repository.ListAsync(CancellationToken.None))));
    }

    public void Dispose() => _sets.Dispose();

    private static (string What, byte[]? Content) Damage(byte[] whole, Random random, byte[] other)
    {
        var at = random.Next(whole.Length);
        var length = random.Next(1, whole.Length - at + 1);
        var changed = (byte[])whole.Clone();
        switch (random.Next(9))
        {
            case 0:
                changed[at] ^= (byte)(1 << random.Next(8));
                return ($"bit of byte {at}", changed);
            case 1:
                return ($"cut at {at}", whole[..at]);
            case 2:
                return ($"{length} bytes taken at {at}", [.. whole[..at], .. whole[(at + length)..]]);
            case 3:
                return ($"a byte put in at {at}", [.. whole[..at], (byte)random.Next(256), .. whole[at..]]);
            case 4:
                changed.AsSpan(at, length).Clear();
                return ($"{length} zeros at {at}", changed);
            case 5:
                random.NextBytes(changed.AsSpan(at, length));
                return ($"{length} random bytes at {at}", changed);
            case 6:
                return ("grown", [.. whole, .. whole[..length]]);
            case 7:
                return ("gone", null);
            default:
                return ("another file's content", other);
        }
    }

    private static Task<IReadOnlyList<string>> FindingsAsync(BackupSet set) => BackupRepository.HashFilesAsync(set, null, null, CancellationToken.None);

    private async Task<byte[]> ReadAsync(BackupSet set, DataStoreKind store, ISetCipher? cipher = null)
    {
        var files = _sets.Repository.FilesOf(set, store, cipher);
        await using var stream = files.OpenRead(files.Names[0]);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }
}
