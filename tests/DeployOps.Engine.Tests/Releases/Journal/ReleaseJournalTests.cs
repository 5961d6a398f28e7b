using System.Text;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Tests.Files;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Journal;

/// <summary>Law 8: what a release did is on the disk before the next thing is done.</summary>
public sealed class ReleaseJournalTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public async Task A_project_without_a_journal_has_no_operations_and_no_folder_is_made_by_reading()
    {
        var content = await _folder.ReadAsync();
        Assert.Empty(content.Operations);
        Assert.Empty(content.Damages);
        Assert.Null(content.Unfinished);
        Assert.False(Directory.Exists(_folder.StateFolder));
    }

    [Fact]
    public async Task An_operation_is_put_together_from_its_records()
    {
        var number = await _folder.BeginAsync();
        await _folder.AppendAsync(new StepStarted(ReleaseStep.Build) { Operation = number });
        await _folder.AppendAsync(new ImagesKnown([new ReleaseImage("backend", "shop/backend:1", "sha256:bb")]) { Operation = number });
        await _folder.AppendAsync(new StepFinished(ReleaseStep.Build, StepOutcome.Succeeded, TimeSpan.FromSeconds(2), "line 1\nline 2 \"ä\"") { Operation = number });
        await _folder.AppendAsync(new MigrationStarted("schema", IsReversible: true) { Operation = number });
        await _folder.AppendAsync(new StepStarted(ReleaseStep.Up) { Operation = number });
        var running = Assert.Single((await _folder.ReadAsync()).Operations);
        Assert.False(running.IsFinished);
        Assert.Equal(StepOutcome.Unfinished, running.Steps[1].Outcome);
        Assert.Null(running.Steps[1].Duration);

        await _folder.AppendAsync(new OperationFinished
        {
            Operation = number,
            Result = ReleaseResult.RolledBack,
            Duration = TimeSpan.FromSeconds(7),
            ExitCode = 4,
            Failure = new FailureRecord { What = "backend did not become healthy", Step = "Healthy", When = DateTimeOffset.UnixEpoch },
            Note = "note",
        });
        var operation = Assert.Single((await _folder.ReadAsync()).Operations);
        Assert.Equal((1, "2026.11.21", "2026.11.01", "shop-prod"), (operation.Number, operation.Tag, operation.PreviousTag, operation.StackName));
        Assert.Equal(("ada", "host", 42, true), (operation.Operator, operation.Machine, operation.ProcessId, operation.WasHealthyBefore));
        Assert.Equal((ReleaseResult.RolledBack, TimeSpan.FromSeconds(7), 4, "note"), (operation.Result, operation.Duration, operation.ExitCode, operation.Note));
        Assert.Equal((StepOutcome.Succeeded, TimeSpan.FromSeconds(2), "line 1\nline 2 \"ä\""), (operation.Steps[0].Outcome, operation.Steps[0].Duration, operation.Steps[0].Detail));
        Assert.Equal("sha256:bb", Assert.Single(operation.Images).Id);
        Assert.Equal("sha256:aa", Assert.Single(operation.PreviousImages).Id);
        Assert.Equal(new MigrationRun("schema", IsReversible: true), Assert.Single(operation.Migrations));
        Assert.Equal("Healthy", operation.Failure!.Step);
        Assert.True(operation.Finished >= operation.Started);
    }

    [Fact]
    public async Task Numbers_go_on_in_another_process()
    {
        Assert.Equal(1, await _folder.ReleaseAsync());
        Assert.Equal(2, await new ReleaseJournal(_folder.Project).BeginAsync(JournalFolder.Started("b"), CancellationToken.None));
        Assert.Equal(3, await _folder.BeginAsync());
        Assert.Empty((await _folder.ReadAsync()).Damages);
    }

    [Fact]
    public async Task A_second_end_and_a_record_after_the_end_are_refused_by_name()
    {
        var number = await _folder.ReleaseAsync();
        var before = await File.ReadAllBytesAsync(_folder.Journal.Path);
        Assert.Equal("JournalOperationFinished", (await Assert.ThrowsAsync<JournalOperationFinishedException>(() => _folder.FinishAsync(number))).ErrorId);
        await Assert.ThrowsAsync<JournalOperationFinishedException>(() => _folder.AppendAsync(new StepStarted(ReleaseStep.Up) { Operation = number }));
        await Assert.ThrowsAsync<JournalOperationUnknownException>(() => _folder.AppendAsync(new StepStarted(ReleaseStep.Up) { Operation = 7 }));
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.Journal.Path));
    }

    [Fact]
    public async Task A_torn_last_line_is_passed_over_and_cut_off_by_the_next_record()
    {
        var number = await _folder.BeginAsync();
        await _folder.AppendAsync(new StepStarted(ReleaseStep.Build) { Operation = number });
        var whole = await File.ReadAllBytesAsync(_folder.Journal.Path);
        var start = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (var length = start; length < whole.Length - 1; length++)
        {
            await File.WriteAllBytesAsync(_folder.Journal.Path, whole[..length]);
            var content = await _folder.ReadAsync();
            Assert.Empty(content.Damages);
            Assert.Empty(Assert.Single(content.Operations).Steps);
        }

        await new ReleaseJournal(_folder.Project).AppendAsync(new StepStarted(ReleaseStep.Up) { Operation = number }, CancellationToken.None);
        var after = await _folder.ReadAsync();
        Assert.Empty(after.Damages);
        Assert.Equal(ReleaseStep.Up, Assert.Single(Assert.Single(after.Operations).Steps).Step);
    }

    [Fact]
    public async Task An_editor_that_changes_line_ends_does_no_harm()
    {
        await _folder.ReleaseAsync();
        var text = (await File.ReadAllTextAsync(_folder.Journal.Path)).TrimEnd('\n').ReplaceLineEndings("\r\n");
        await File.WriteAllTextAsync(_folder.Journal.Path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.True(Assert.Single((await _folder.ReadAsync()).Operations).IsFinished);
        Assert.Equal(2, await new ReleaseJournal(_folder.Project).BeginAsync(JournalFolder.Started("b"), CancellationToken.None));
        var content = await _folder.ReadAsync();
        Assert.Empty(content.Damages);
        Assert.Equal(2, content.Operations.Count);
    }

    [Fact]
    public async Task Every_byte_may_be_flipped_and_no_record_is_invented()
    {
        await _folder.ReleaseAsync("a");
        await _folder.ReleaseAsync("b", ReleaseResult.Cancelled);
        var whole = await File.ReadAllBytesAsync(_folder.Journal.Path);
        var lines = Encoding.UTF8.GetString(whole).Split('\n').ToHashSet(StringComparer.Ordinal);
        var known = (await _folder.ReadAsync()).Operations;
        foreach (var flip in new byte[] { 0x01, 0x20, 0x80, 0xFF })
        {
            for (var index = 0; index < whole.Length; index++)
            {
                var damaged = whole.ToArray();
                damaged[index] ^= flip;
                var scan = await JournalScan.RunAsync(new MemoryStream(damaged), CancellationToken.None);
                var content = scan.ToContent();
                Assert.True(content.Operations.All(operation => known.Any(real =>
                    real.Number == operation.Number && real.Tag == operation.Tag && real.Started == operation.Started
                    && (operation.Result == real.Result || !operation.IsFinished) && operation.Images.All(real.Images.Contains)
                    && operation.Steps.All(step => step.Step == ReleaseStep.Build))), $"byte {index} ^ {flip}");
                Assert.True(scan.NextOperation >= 3 || index >= whole.Length - 1, $"byte {index} ^ {flip}: number {scan.NextOperation} again");
            }
        }

        Assert.NotEmpty(lines);
    }

    [Fact]
    public async Task A_damaged_line_in_the_middle_costs_itself_and_is_reported()
    {
        await _folder.ReleaseAsync("a");
        await _folder.ReleaseAsync("b");
        var lines = await File.ReadAllLinesAsync(_folder.Journal.Path);
        lines[0] = lines[0].Replace("shop-prod", "shop-evil", StringComparison.Ordinal);
        lines[7] = "";
        await File.WriteAllLinesAsync(_folder.Journal.Path, lines);
        var content = await _folder.ReadAsync();
        Assert.Equal("b", Assert.Single(content.Operations).Tag);
        Assert.Equal(3, content.Damages.Count);
        Assert.StartsWith("line 1: the record is damaged", content.Damages[0], StringComparison.Ordinal);
        Assert.Contains("beginning of operation 1", content.Damages[1], StringComparison.Ordinal);
        Assert.Contains("1 record(s) before it are missing", content.Damages[2], StringComparison.Ordinal);
        Assert.Equal(3, await new ReleaseJournal(_folder.Project).BeginAsync(JournalFolder.Started("c"), CancellationToken.None));
    }

    [Fact]
    public async Task The_number_of_an_operation_whose_only_record_is_damaged_is_not_given_again()
    {
        await _folder.ReleaseAsync("a");
        await _folder.BeginAsync("b");
        var text = await File.ReadAllTextAsync(_folder.Journal.Path);
        await File.WriteAllTextAsync(_folder.Journal.Path, text.Replace("\"tag\":\"b\"", "\"tag\":\"x\"", StringComparison.Ordinal));
        Assert.Equal(3, await new ReleaseJournal(_folder.Project).BeginAsync(JournalFolder.Started("c"), CancellationToken.None));
        Assert.Equal([1L, 3L], (await _folder.ReadAsync()).Operations.Select(operation => operation.Number));
    }

    [Fact]
    public async Task Lines_that_stand_twice_do_not_end_an_operation_twice()
    {
        await _folder.ReleaseAsync("a");
        await File.AppendAllTextAsync(_folder.Journal.Path, await File.ReadAllTextAsync(_folder.Journal.Path));
        var content = await _folder.ReadAsync();
        Assert.Single(content.Operations);
        Assert.Equal(6, content.Damages.Count);
    }

    [Fact]
    public async Task Records_and_values_of_a_later_version_are_passed_over_with_a_note()
    {
        var number = await _folder.ReleaseAsync("a");
        var first = await File.ReadAllLinesAsync(_folder.Journal.Path);
        await File.AppendAllLinesAsync(_folder.Journal.Path,
        [
            WithSum("""{"type":"moon-phase","sequence":7,"operation":2,"phase":"full","""),
            WithSum("""{"type":"step-started","sequence":8,"step":"Celebrate","operation":2,"""),
        ]);
        var content = await _folder.ReadAsync();
        Assert.Empty(content.Damages);
        Assert.Equal(2, content.Notes.Count);
        Assert.Contains("moon-phase", content.Notes[0], StringComparison.Ordinal);
        Assert.Equal(number, Assert.Single(content.Operations).Number);
        Assert.Equal(WithSum(first[0][..^20]), first[0]);
    }

    [Fact]
    public async Task Garbage_is_never_fatal()
    {
        Directory.CreateDirectory(_folder.StateFolder);
        var random = new Random(20261121);
        for (var round = 0; round < 300; round++)
        {
            var garbage = new byte[random.Next(0, 3000)];
            random.NextBytes(garbage);
            await File.WriteAllBytesAsync(_folder.Journal.Path, [.. garbage, .. "\n{\"type\":\"\n{}\nnull\n[]\n"u8]);
            Assert.Empty((await _folder.ReadAsync()).Operations);
        }

        Assert.True(await new ReleaseJournal(_folder.Project).BeginAsync(JournalFolder.Started("a"), CancellationToken.None) > 0);
        Assert.Single((await _folder.ReadAsync()).Operations);
    }

    [Fact]
    public async Task Records_of_one_process_are_written_one_after_the_other()
    {
        var number = await _folder.BeginAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(index =>
            _folder.AppendAsync(new MigrationStarted($"m{index}", IsReversible: false) { Operation = number })));
        var content = await _folder.ReadAsync();
        Assert.Empty(content.Damages);
        Assert.Equal(50, Assert.Single(content.Operations).Migrations.Count);
    }

    [Fact]
    public async Task A_journal_moved_away_in_the_middle_is_named_and_no_operation_goes_on_without_its_beginning()
    {
        var number = await _folder.BeginAsync();
        File.Delete(_folder.Journal.Path);
        await Assert.ThrowsAsync<JournalOperationUnknownException>(() => _folder.FinishAsync(number));
    }

    [Fact]
    public async Task A_record_that_could_not_be_read_back_is_refused()
    {
        var number = await _folder.BeginAsync();
        var record = new StepFinished(ReleaseStep.Up, StepOutcome.Failed, TimeSpan.Zero, new string('x', JournalFormat.LongestLine)) { Operation = number };
        Assert.Equal("JournalRecordTooLarge", (await Assert.ThrowsAsync<JournalNotWrittenException>(() => _folder.AppendAsync(record))).ErrorId);
        await _folder.FinishAsync(number);
        Assert.True(Assert.Single((await _folder.ReadAsync()).Operations).IsFinished);
    }

    [UnixFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_folder_is_its_owners_alone_and_git_ignores_it()
    {
        await _folder.BeginAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.StateFolder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Journal.Path));
        Assert.Equal("*\n", await File.ReadAllTextAsync(Path.Combine(_folder.StateFolder, ".gitignore")));
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_journal_is_named()
    {
        Directory.CreateDirectory(_folder.Journal.Path);
        await Assert.ThrowsAsync<JournalUnreadableException>(() => _folder.ReadAsync());
        await Assert.ThrowsAsync<JournalNotWrittenException>(() => _folder.BeginAsync());
    }

    [Fact]
    public async Task Ten_thousand_operations_are_read_quickly()
    {
        var sequence = 0;
        using var text = new MemoryStream();
        for (var number = 1; number <= 10_000; number++)
        {
            text.Write(JournalFormat.Write(++sequence, JournalFolder.Started($"t{number}") with { Operation = number, Time = DateTimeOffset.UnixEpoch }));
            text.Write(JournalFormat.Write(++sequence, new ImagesKnown([new ReleaseImage("a", "b:c", "sha256:d")]) { Operation = number }));
            text.Write(JournalFormat.Write(++sequence, new OperationFinished { Operation = number, Result = ReleaseResult.Succeeded }));
        }

        Directory.CreateDirectory(_folder.StateFolder);
        await File.WriteAllBytesAsync(_folder.Journal.Path, text.ToArray());
        await _folder.ReadAsync();
        var clock = new ProcessorTime();
        Assert.Equal(10_000, (await _folder.ReadAsync()).Operations.Count);
        var taken = clock.Used;
        // About 0.1 s on a machine that has nothing else to do; the limit is for one that has.
        Assert.True(taken < TimeSpan.FromSeconds(10), $"{taken}");
    }

    public void Dispose() => _folder.Dispose();

    private static string WithSum(string start)
    {
        // The checksum of the format's own writer, taken from its public description: CRC-32C.
        var text = start.TrimEnd(',');
        var sum = uint.MaxValue;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0x82F63B78 : sum >> 1;
            }
        }

        return $"{text},\"crc32c\":\"{~sum:x8}\"}}";
    }
}
