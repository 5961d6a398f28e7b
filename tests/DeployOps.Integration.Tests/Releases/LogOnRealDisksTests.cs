using DeployOps.Engine.Files;
using Xunit;

namespace DeployOps.Integration.Tests.Releases;

/// <summary>Row RB11 on full, read-only and foreign disks.</summary>
public sealed class LogOnRealDisksTests
{
    [SmallDiskFact]
    public async Task A_full_disk_leaves_the_old_log_as_it_was()
    {
        using var disk = SmallDisk.Mount();
        var log = Path.Combine(disk.Root, "release.log");
        await AppendAsync(log, new string('a', 1000));
        var before = await File.ReadAllBytesAsync(log);
        var failure = await Assert.ThrowsAsync<LogAppendFailedException>(() => AppendAsync(log, new string('b', 400_000)));
        Assert.Equal("LogDiskFull", failure.ErrorId);
        Assert.Equal(before, await File.ReadAllBytesAsync(log));
        Assert.Equal(2, await AppendAsync(log, "small"));
        Assert.Equal(2, await CountAsync(log));
    }

    [SmallDiskFact]
    public async Task A_disk_that_is_full_from_the_start_gets_no_empty_log()
    {
        using var disk = SmallDisk.Mount();
        Assert.Throws<IOException>(() => Fill(Path.Combine(disk.Root, "filler")));

        var log = Path.Combine(disk.Root, "release.log");
        await Assert.ThrowsAsync<LogAppendFailedException>(() => AppendAsync(log, "x"));
        Assert.False(File.Exists(log));
    }

    [SmallDiskFact]
    public async Task A_read_only_disk_is_named()
    {
        using var disk = SmallDisk.Mount();
        var log = Path.Combine(disk.Root, "release.log");
        await AppendAsync(log, "one");
        Assert.True(disk.MakeReadOnly());
        await Assert.ThrowsAsync<LogNotWritableException>(() => AppendAsync(log, "two"));
        Assert.IsType<LogNotWritableException>(BlockLogProbe.Problem(log));
        Assert.Equal(1, await CountAsync(log));
    }

    [SmallDiskFact]
    public async Task An_account_without_the_right_is_told_so()
    {
        using var disk = SmallDisk.Mount();
        var log = Path.Combine(disk.Root, "release.log");
        await AppendAsync(log, "one");
        disk.LetEverybodyIn();
        using var stranger = new AppendingProcess(log, 1, 10, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
        Assert.Equal(3, await stranger.EndAsync());
        Assert.Equal(["LogNotWritable"], stranger.Printed);
    }

    private static void Fill(string path)
    {
        using var filler = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        for (var count = 0; count < 1000; count++)
        {
            filler.Write(new byte[4096]);
        }
    }

    private static Task<long> AppendAsync(string log, string text) =>
        new BlockLogAppender(log, TimeSpan.FromSeconds(10)).AppendAsync(_ => new BlockLogContent(text, "{}"), CancellationToken.None);

    private static async Task<int> CountAsync(string log)
    {
        await using var stream = BlockLogReader.Open(log);
        return await BlockLogReader.ReadAsync(stream, CancellationToken.None).CountAsync(entry => entry is BlockLogBlock);
    }
}
