using DeployOps.Engine.Files;
using Xunit;

namespace DeployOps.Engine.Tests.Files;

public sealed class BlockLogAppendTests
{
    [Fact]
    public async Task Many_threads_append_whole_blocks_with_unique_numbers()
    {
        using var folder = new LogFolder();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var count = 0; count < 15; count++)
            {
                await folder.Appender(60).AppendAsync(
                    sequence => new BlockLogContent(new string((char)('a' + writer), 5000), $$"""{"n":{{sequence}}}"""), CancellationToken.None);
            }
        })));
        var blocks = (await folder.ReadAsync()).Cast<BlockLogBlock>().ToList();
        Assert.Equal(Enumerable.Range(1, 120).Select(number => (long)number), blocks.Select(block => block.Sequence));
        Assert.All(blocks, block => Assert.Equal($$"""{"n":{{block.Sequence}}}""", block.Payload));
        Assert.All(blocks, block => Assert.Single(block.Text.Distinct()));
    }

    [Fact]
    public async Task A_waiter_learns_who_holds_the_lock()
    {
        using var folder = new LogFolder();
        using (await FileLock.AcquireAsync(Path.Combine(folder.Root, ".deployops", "release.log.lock"), TimeSpan.Zero, CancellationToken.None))
        {
            var failure = await Assert.ThrowsAsync<FileLockTimeoutException>(
                () => folder.Appender(0.1).AppendAsync(_ => new BlockLogContent("x", "{}"), CancellationToken.None));
            Assert.Contains($"process {Environment.ProcessId} ", failure.Message, StringComparison.Ordinal);
            Assert.Equal(FailureKind.Timeout, failure.Kind);
        }

        Assert.False(File.Exists(folder.Log));
        Assert.Equal(1, await folder.AppendAsync("x"));
    }

    [Fact]
    public async Task A_log_that_is_held_open_without_sharing_is_waited_for_and_then_named()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("one");
        var editor = new FileStream(folder.Log, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        await Assert.ThrowsAsync<LogHeldOpenException>(() => folder.Appender(0.1).AppendAsync(_ => new BlockLogContent("x", "{}"), CancellationToken.None));
        var waiting = folder.AppendAsync("two");
        await Task.Delay(100);
        Assert.False(waiting.IsCompleted);
        await editor.DisposeAsync();
        Assert.Equal(2, await waiting);
    }

    [Fact]
    public async Task A_reader_does_not_stop_a_writer()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("one");
        await using var reader = BlockLogReader.Open(folder.Log);
        Assert.Equal(2, await folder.AppendAsync("two"));
    }

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        using var folder = new LogFolder();
        var log = Path.Combine(folder.Root, "ops", "release.log");
        await Assert.ThrowsAsync<LogFolderMissingException>(
            () => new BlockLogAppender(log, TimeSpan.Zero).AppendAsync(_ => new BlockLogContent("x", "{}"), CancellationToken.None));
        Assert.False(Directory.Exists(Path.GetDirectoryName(log)));
    }

    [Fact]
    public async Task A_folder_in_place_of_the_log_is_named()
    {
        using var folder = new LogFolder();
        Directory.CreateDirectory(folder.Log);
        var failure = await Assert.ThrowsAsync<LogNotWritableException>(() => folder.AppendAsync("x"));
        Assert.Contains("is a folder", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_while_the_block_is_made_leaves_nothing_behind()
    {
        using var folder = new LogFolder();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => folder.Appender().AppendAsync(_ => throw new InvalidOperationException(), CancellationToken.None));
        Assert.False(File.Exists(folder.Log));
        await Assert.ThrowsAsync<LogBlockTooLargeException>(() => folder.AppendAsync(new string('x', 5 * 1024 * 1024)));
        Assert.False(File.Exists(folder.Log));
    }

    [Fact]
    public async Task A_log_deleted_while_it_is_written_gets_the_block_again()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("one");
        var calls = 0;
        var sequence = await folder.Appender().AppendAsync(
            _ =>
            {
                if (calls++ == 0 && !OperatingSystem.IsWindows())
                {
                    File.Delete(folder.Log);
                }

                return new BlockLogContent("two", "{}");
            },
            CancellationToken.None);
        Assert.Equal(2, sequence);
        Assert.Equal("two", Assert.IsType<BlockLogBlock>((await folder.ReadAsync())[^1]).Text);
        await Assert.ThrowsAsync<LogKeepsMovingException>(() => folder.Appender().AppendAsync(
            _ =>
            {
                File.Delete(folder.Log);
                return new BlockLogContent("three", "{}");
            },
            CancellationToken.None));
    }

    [Fact]
    public async Task The_log_is_for_its_owner_and_group()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("one");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder.Log) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite));
        }
    }

    [Fact]
    public async Task A_link_and_its_file_share_one_lock()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("one");
        var link = Path.Combine(folder.Root, "link.log");
        File.CreateSymbolicLink(link, folder.Log);
        Assert.Equal(2, await new BlockLogAppender(link, TimeSpan.FromSeconds(5)).AppendAsync(_ => new BlockLogContent("two", "{}"), CancellationToken.None));
        Assert.False(File.Exists(Path.Combine(folder.Root, ".deployops", "link.log.lock")));
    }
}
