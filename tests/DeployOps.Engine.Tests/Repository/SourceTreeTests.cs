using System.Diagnostics;
using System.Text;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Repository;
using DeployOps.Engine.Repository.Scanning;
using Xunit;

namespace DeployOps.Engine.Tests.Repository;

/// <summary>A tree that works against the scan.</summary>
public sealed class SourceTreeTests : IDisposable
{
    private static readonly string Token = TokenSamples.All["npm-token"].Hit;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Hits_come_by_file_and_line()
    {
        _folder.Write("b.txt", $"{Token}\n\n{Token}\n");
        _folder.Write("a/한글 파일.txt", $"\n{Token}");
        _folder.Write("clean.txt", "nothing here");
        var report = await ScanAsync("b.txt", "a/한글 파일.txt", "clean.txt");
        Assert.Equal([("a/한글 파일.txt", 2), ("b.txt", 1), ("b.txt", 3)], report.Hits.Select(hit => (hit.File, hit.Line)));
        Assert.Equal(3, report.Files);
        Assert.Empty(report.Unread);
    }

    [Fact]
    public async Task A_file_that_went_away_is_named()
    {
        _folder.Write("there.txt", Token);
        var report = await ScanAsync("gone.txt", "gone/too.txt", "there.txt", "there.txt/below");
        Assert.Equal(["gone.txt", "gone/too.txt", "there.txt/below"], report.Unread.Select(file => file.File));
        Assert.All(report.Unread, file => Assert.Equal(UnreadReason.Gone, file.Reason));
        Assert.Single(report.Hits);
    }

    [Fact]
    public async Task A_file_of_three_gigabytes_is_named_and_not_read()
    {
        using (var file = File.Create(_folder["huge.log"]))
        {
            file.SetLength(3L << 30);
        }

        _folder.Write("just-below.txt", new byte[1 << 20]);
        _folder.Write("just-above.txt", new byte[(1 << 20) + 1]);
        var started = Stopwatch.GetTimestamp();
        var report = await ScanAsync(1 << 20, "huge.log", "just-below.txt", "just-above.txt");
        Assert.Equal(["huge.log", "just-above.txt"], report.Unread.Where(file => file.Reason == UnreadReason.TooLarge).Select(file => file.File));
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_file_larger_than_the_first_buffer_is_read_whole()
    {
        _folder.Write("large.txt", new string('x', 3_000_000) + "\n" + Token);
        Assert.Equal(2, Assert.Single((await ScanAsync("large.txt")).Hits).Line);
    }

    [Fact]
    public async Task Links_loops_and_folders_are_not_followed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var outside = _folder.Write("outside/secret.txt", Token);
        Directory.CreateDirectory(_folder["tree/folder"]);
        File.CreateSymbolicLink(_folder["tree/link"], outside);
        File.CreateSymbolicLink(_folder["tree/loop"], "loop");
        Directory.CreateSymbolicLink(_folder["tree/folder/up"], "..");
        var report = await SourceTree.ScanAsync(_folder["tree"], TrackedFiles.Of(["link", "loop", "folder"]), new SourceRules(TokenRules.All), 1 << 20, default);
        Assert.Empty(report.Hits);
        Assert.Equal(0, report.Files);
        Assert.Empty(WorkingTree.Files(_folder["tree"], _ => false, _ => false));
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_file_holds_nothing_up()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Shell($"mkfifo '{_folder["pipe"]}'");
        _folder.Write("there.txt", Token);
        Assert.Single((await ScanAsync("pipe", "there.txt").WaitAsync(TimeSpan.FromMinutes(1))).Hits);
    }

    [Fact]
    public async Task A_name_that_is_no_utf8_is_read_all_the_same()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        GitCommand.Initialise(_folder.Root);
        Shell($"cd '{_folder.Root}' && printf '%s' '{Token}' > \"$(printf 'na\\377me')\" && printf '%s' '{Token}' > \"$(printf 'line\\nbreak')\"");
        GitCommand.Commit(_folder.Root);
        var git = await GitRepository.OpenAsync(_folder.Root, new ProcessRunner(), default);
        var report = await SourceTree.ScanAsync(_folder.Root, await git.TrackedFilesAsync(default), new SourceRules(TokenRules.All), 1 << 20, default);
        Assert.Equal(["line\nbreak", "na\uFFFDme"], report.Hits.Select(hit => hit.File));
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_named()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            // Root may read everything.
            return;
        }

        File.SetUnixFileMode(_folder.Write("closed.txt", Token), UnixFileMode.None);
        Assert.Equal(UnreadReason.Denied, Assert.Single((await ScanAsync("closed.txt")).Unread).Reason);
    }

    [Fact]
    public async Task Files_that_come_and_go_meanwhile_do_no_harm()
    {
        var names = Enumerable.Range(0, 4000).Select(number => $"file{number}.txt").ToArray();
        Array.ForEach(names, name => _folder.Write(name, Token));
        using var stop = new CancellationTokenSource();
        var churn = Task.Run(() =>
        {
            for (var round = 0; !stop.IsCancellationRequested; round = (round + 1) % names.Length)
            {
                File.Delete(_folder[names[round]]);
                File.WriteAllText(_folder[names[(round * 7) % names.Length]], "other");
            }
        });
        var report = await ScanAsync(names);
        await stop.CancelAsync();
        await churn;
        Assert.Equal(names.Length, report.Files + report.Unread.Count);
    }

    [Fact]
    public async Task Key_stores_are_known_by_their_content()
    {
        _folder.Write("store.bin", [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2, 0, 0, 0, 1]);
        _folder.Write("other.bin", [0x30, 0x82, 0x0A, 0x10, 0x02, 0x01, 0x03, 0x30, 0x82, 0x09, 0xD6, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01, 0xA0, 0, 0, 0]);
        _folder.Write("certificate.der", [0x30, 0x82, 0x03, 0x10, 0x30, 0x82, 0x01, 0xF8, 0xA0, 0x03, 0x02, 0x01, 0x02, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal(["other.bin", "store.bin"], (await ScanAsync("store.bin", "other.bin", "certificate.der")).KeyStores);
    }

    [Fact]
    public async Task A_cancelled_scan_ends()
    {
        _folder.Write("a.txt", "x");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            SourceTree.ScanAsync(_folder.Root, TrackedFiles.Of(["a.txt"]), new SourceRules(TokenRules.All), 1 << 20, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void The_portable_reader_reads_the_same()
    {
        _folder.Write("한글.txt", Token);
        using var reader = new PortableTreeReader(_folder.Root);
        var buffer = new byte[8];
        Assert.Equal(TreeReader.Outcome.Read, reader.Read(Encoding.UTF8.GetBytes("한글.txt\0"), ref buffer, 1 << 20, out var length));
        Assert.Equal(Token, Encoding.ASCII.GetString(buffer, 0, length));
        Assert.Equal(TreeReader.Outcome.TooLarge, reader.Read(Encoding.UTF8.GetBytes("한글.txt\0"), ref buffer, 20, out _));
        Assert.Equal(TreeReader.Outcome.Gone, reader.Read("none\0"u8, ref buffer, 20, out _));
        Assert.Equal(TreeReader.Outcome.NoFile, reader.Read(".\0"u8, ref buffer, 20, out _));
    }

    private static void Shell(string command)
    {
        using var process = Process.Start("sh", ["-c", command]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private Task<ScanReport> ScanAsync(params string[] names) => ScanAsync(16 << 20, names);

    private Task<ScanReport> ScanAsync(int limit, params string[] names) =>
        SourceTree.ScanAsync(_folder.Root, TrackedFiles.Of(names), new SourceRules(TokenRules.All), limit, default);
}
