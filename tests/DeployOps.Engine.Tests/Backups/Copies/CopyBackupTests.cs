using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Copies;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Tests.Backups.Sets;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Copies;

public sealed class CopyBackupTests : IDisposable
{
    private const string Id = "20261121T020000Z-4f2a";
    private readonly SetFolder _folder = new();
    private readonly List<BackupProgress> _progress = [];

    public CopyBackupTests() => Directory.CreateDirectory(_folder["share"]);

    private string Share => Path.Combine(_folder["share"], "shop");

    private string Copy => Path.Combine(Share, Id);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_newest_complete_set_is_copied_whole()
    {
        await _folder.AddAsync("20261120T020000Z-0001", BackupState.Verified);
        var set = await _folder.AddAsync(Id, BackupState.Verified);
        await _folder.AddAsync("20261121T030000Z-0003", BackupState.Partial, folderName: "20261121T030000Z-0003.partial");

        var copy = await CopyAsync();

        Assert.Equal((Copy, BackupState.Verified, null), (copy.Path, copy.State, copy.Problem));
        Assert.Empty(await BackupRepository.HashFilesAsync(copy, null, null, default));
        Assert.Equal(FilesIn(set.Path), FilesIn(copy.Path));
        Assert.Equal([Id], Names());
        var last = _progress.Last(one => one.Phase == BackupPhase.Copy);
        Assert.Equal(last.TotalBytes, last.Bytes);
        Assert.True(last.BytesPerSecond > 0);
    }

    [Fact]
    public async Task A_copy_that_is_there_and_whole_is_left_alone()
    {
        await _folder.AddAsync();
        await CopyAsync();
        var written = File.GetLastWriteTimeUtc(Path.Combine(Copy, "manifest.json"));
        _progress.Clear();

        await CopyAsync();

        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(Copy, "manifest.json")));
        Assert.DoesNotContain(_progress, one => one.Phase == BackupPhase.Copy);
    }

    [Fact]
    public async Task A_look_at_the_set_since_then_reaches_its_copy()
    {
        var set = await _folder.AddAsync();
        await CopyAsync();
        var look = new VerificationRecord { At = SetFolder.Now, Level = VerificationLevel.Restore, Passed = true };
        await _folder.Repository.SealAsync(set, set.Manifest! with { State = BackupState.Verified, Verifications = [look] }, default);

        Assert.Equal(BackupState.Verified, (await CopyAsync()).State);
    }

    [Theory]
    [InlineData("redis.rdb")]
    [InlineData("manifest.json")]
    public async Task A_damaged_copy_gives_way_to_a_new_one(string file)
    {
        await _folder.AddAsync();
        await CopyAsync();
        await File.WriteAllTextAsync(Path.Combine(Copy, file), "damaged");

        var copy = await CopyAsync();

        Assert.Empty(await BackupRepository.HashFilesAsync(copy, null, null, default));
        Assert.Equal([Id], Names());
        Assert.Contains(_progress, one => one.Message.Contains("damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_that_were_copied_whole_are_not_copied_again_and_others_are()
    {
        var set = await _folder.AddAsync();
        var partial = Directory.CreateDirectory($"{Copy}.partial").FullName;
        File.Copy(Path.Combine(set.Path, "postgres.dump"), Path.Combine(partial, "postgres.dump"));
        await File.WriteAllTextAsync(Path.Combine(partial, "redis.rdb"), "half");
        await File.WriteAllTextAsync(Path.Combine(partial, "stranger"), "");
        var kept = File.GetLastWriteTimeUtc(Path.Combine(partial, "postgres.dump"));

        var copy = await CopyAsync();

        Assert.Empty(await BackupRepository.HashFilesAsync(copy, null, null, default));
        Assert.Equal(kept, File.GetLastWriteTimeUtc(Path.Combine(Copy, "postgres.dump")));
        Assert.All(_progress.Where(one => one.Phase == BackupPhase.Copy), one => Assert.StartsWith("redis.rdb (1 of 1)", one.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_set_is_not_copied_under_a_final_name()
    {
        var set = await _folder.AddAsync();
        var file = Path.Combine(set.Path, "redis.rdb");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        await Assert.ThrowsAsync<BackupFileDamagedException>(CopyAsync);

        Assert.False(Directory.Exists(Copy));
    }

    [Fact]
    public async Task A_damaged_set_does_not_take_the_place_of_its_old_copy()
    {
        var set = await _folder.AddAsync();
        await CopyAsync();
        File.Delete(Path.Combine(set.Path, "redis.rdb"));
        File.Delete(Path.Combine(Copy, "postgres.dump"));

        await Assert.ThrowsAsync<BackupFileMissingException>(CopyAsync);

        Assert.True(File.Exists(Path.Combine(Copy, "redis.rdb")));
    }

    [Theory]
    [InlineData(".deployops/backups")]
    [InlineData("link")]
    public async Task Copying_onto_itself_is_refused(string target)
    {
        await _folder.AddAsync();
        Directory.CreateSymbolicLink(_folder["link"], Path.GetDirectoryName(_folder.Repository.Folder)!);

        await Assert.ThrowsAsync<CopyOntoItselfException>(() => CopyAsync(target));

        Assert.Equal([Id], Directory.GetDirectories(_folder.Repository.Folder).Select(Path.GetFileName));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Repository.Folder), file => file.Contains(".copy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_target_that_is_not_there_is_not_made()
    {
        await _folder.AddAsync();

        Assert.Equal("CopyTargetMissing", (await Assert.ThrowsAsync<CopyTargetMissingException>(() => CopyAsync("unplugged"))).ErrorId);
        Assert.False(Directory.Exists(_folder["unplugged"]));
        await Assert.ThrowsAsync<CopyTargetUnnamedException>(() => new CopyBackup(_folder.Project).RunAsync(null, null, null, _progress.Add, default));
    }

    [Fact]
    public async Task Too_little_room_is_told_before_anything_is_copied()
    {
        await _folder.AddAsync();
        var copying = new CopyBackup(_folder.Project) { FreeSpace = _ => 100 };

        var failure = await Assert.ThrowsAsync<CopyTargetFullException>(() => copying.RunAsync(null, null, "share", _progress.Add, default));

        Assert.Contains("nothing was copied", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Copy));
    }

    [Fact]
    public async Task A_cancelled_copy_has_no_final_name_and_goes_on_the_next_time()
    {
        await _folder.AddAsync();
        using var stop = new CancellationTokenSource();
        var copying = new CopyBackup(_folder.Project) { Ports = new BackupPorts { Time = _folder.Time } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copying.RunAsync(null, null, "share", progress =>
        {
            if (progress.Message.StartsWith("redis", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }, stop.Token));

        Assert.Equal([$"{Id}.partial"], Names());
        await CopyAsync();
        Assert.Equal([Id], Names());
        Assert.All(_progress.Where(one => one.Phase == BackupPhase.Copy), one => Assert.StartsWith("redis.rdb", one.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_that_takes_too_long_is_named()
    {
        await _folder.AddAsync();
        var slow = new CopyBackup(_folder.Project with { Backup = new BackupSettings { Timeout = TimeSpan.FromMilliseconds(100) } });

        await Assert.ThrowsAsync<CopyTimeoutException>(() => slow.RunAsync(null, null, "share", _ => Thread.Sleep(1_500), default));

        Assert.False(Directory.Exists(Copy));
    }

    [Fact]
    public async Task A_partial_set_is_not_copied()
    {
        await _folder.AddAsync(Id, BackupState.Partial);

        await Assert.ThrowsAnyAsync<DeployOpsException>(CopyAsync);
        await Assert.ThrowsAsync<BackupStateTooLowException>(() => new CopyBackup(_folder.Project).RunAsync(Id, null, "share", _progress.Add, default));

        Assert.False(Directory.Exists(Share));
    }

    private static Dictionary<string, string> FilesIn(string folder) => Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    private Task<BackupSet> CopyAsync() => CopyAsync("share");

    private Task<BackupSet> CopyAsync(string target) =>
        new CopyBackup(_folder.Project) { Ports = new BackupPorts { Time = _folder.Time } }.RunAsync(null, null, target, _progress.Add, default);

    private IEnumerable<string?> Names() => Directory.GetDirectories(Share).Select(Path.GetFileName);
}
