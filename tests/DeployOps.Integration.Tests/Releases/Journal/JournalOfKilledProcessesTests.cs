using System.Globalization;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Journal;

/// <summary>Law 8 with writers that are killed at any moment, and on disks that are full.</summary>
public sealed class JournalOfKilledProcessesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-journal-");

    [Fact]
    public async Task What_was_said_to_be_written_is_there_whenever_the_writer_is_killed()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var rounds = int.Parse(Environment.GetEnvironmentVariable("DEPLOYOPS_TEST_KILLS") ?? "12", CultureInfo.InvariantCulture);
        var journal = new ReleaseJournal(JournalProgram.Project(_folder.FullName));
        var said = new List<string>();
        var closed = new List<long>();
        for (var round = 0; round < rounds; round++)
        {
            using var process = new OtherProcess("journal", _folder.FullName);
            await process.PrintedAsync();
            await Task.Delay(random.Next(0, 30));
            await process.KillAsync();
            said.AddRange(process.Printed);

            // The next command closes what has no end, as a deployment does.
            var content = await journal.ReadAsync(CancellationToken.None);
            Assert.True(content.Damages.Count == 0, $"seed {seed}: {string.Join(' ', content.Damages)}");
            Assert.True(content.Operations.Count(operation => !operation.IsFinished) <= 1, $"seed {seed}");
            if (content.Unfinished is { } unfinished)
            {
                await new ReleaseJournal(JournalProgram.Project(_folder.FullName)).AppendAsync(
                    new OperationFinished { Operation = unfinished.Number, Result = ReleaseResult.Cancelled }, CancellationToken.None);
                closed.Add(unfinished.Number);
            }
        }

        var operations = (await journal.ReadAsync(CancellationToken.None)).Operations.ToDictionary(operation => operation.Number);
        Assert.Equal(Enumerable.Range(1, operations.Count).Select(number => (long)number), operations.Keys.Order());
        foreach (var line in said.Select(text => text.Split(' ')).Where(words => words.Length == 2).GroupBy(words => long.Parse(words[0], CultureInfo.InvariantCulture)))
        {
            var operation = operations[line.Key];
            Assert.True(operation.Steps.Count(step => step.Duration is not null) >= line.Count(words => words[1] == "step"), $"seed {seed}: operation {line.Key}");
            Assert.Equal(closed.Contains(line.Key) ? ReleaseResult.Cancelled : ReleaseResult.Succeeded, operation.Result);
        }
    }

    [SmallDiskFact]
    public async Task A_full_disk_is_named_and_nothing_half_written_is_a_record()
    {
        using var disk = SmallDisk.Mount();
        var project = JournalProgram.Project(disk.Root);
        var journal = new ReleaseJournal(project);
        var number = await journal.BeginAsync(JournalProgram.Started("a"), CancellationToken.None);
        var filler = Path.Combine(disk.Root, "filler");
        await Assert.ThrowsAsync<IOException>(() => File.WriteAllBytesAsync(filler, new byte[1024 * 1024]));
        var written = 0;
        var failure = await Assert.ThrowsAsync<JournalNotWrittenException>(async () =>
        {
            for (; ; written++)
            {
                await journal.AppendAsync(new MigrationStarted(new string('m', 300), IsReversible: true) { Operation = number }, CancellationToken.None);
            }
        });
        Assert.Equal("JournalDiskFull", failure.ErrorId);
        var content = await journal.ReadAsync(CancellationToken.None);
        Assert.Empty(content.Damages);
        Assert.Equal(written, Assert.Single(content.Operations).Migrations.Count);
        Assert.EndsWith("}\n", await File.ReadAllTextAsync(journal.Path), StringComparison.Ordinal);

        File.Delete(filler);
        await journal.AppendAsync(new OperationFinished { Operation = number, Result = ReleaseResult.Failed }, CancellationToken.None);
        Assert.True(Assert.Single((await journal.ReadAsync(CancellationToken.None)).Operations).IsFinished);
    }

    [SmallDiskFact]
    public async Task A_disk_that_is_full_or_read_only_from_the_start_refuses_by_name()
    {
        using var disk = SmallDisk.Mount();
        var project = JournalProgram.Project(disk.Root);
        await Assert.ThrowsAsync<IOException>(() => File.WriteAllBytesAsync(Path.Combine(disk.Root, "filler"), new byte[1024 * 1024]));
        Assert.Equal("JournalDiskFull", (await Assert.ThrowsAsync<JournalNotWrittenException>(
            () => new ReleaseJournal(project).BeginAsync(JournalProgram.Started("a"), CancellationToken.None))).ErrorId);
        await Assert.ThrowsAsync<ReleaseLockUnavailableException>(() => ReleaseLock.AcquireAsync(project, "deploy a", force: false, CancellationToken.None));
        Assert.Empty((await new ReleaseJournal(project).ReadAsync(CancellationToken.None)).Operations);

        File.Delete(Path.Combine(disk.Root, "filler"));
        await new ReleaseJournal(project).BeginAsync(JournalProgram.Started("a"), CancellationToken.None);
        Assert.True(disk.MakeReadOnly());
        Assert.Equal("JournalNotWritable", (await Assert.ThrowsAsync<JournalNotWrittenException>(
            () => new ReleaseJournal(project).BeginAsync(JournalProgram.Started("b"), CancellationToken.None))).ErrorId);
        Assert.Single((await new ReleaseJournal(project).ReadAsync(CancellationToken.None)).Operations);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
