using DeployOps.Engine.Checks.Release.Log;
using DeployOps.Engine.Files;
using DeployOps.Engine.Releases.Log;
using Xunit;

namespace DeployOps.Engine.Tests.Releases;

public sealed class ReleaseLogRoundTripTests
{
    private const int Count = 10_000;

    [Fact]
    public async Task Ten_thousand_random_records_come_back_as_they_were()
    {
        var seed = Random.Shared.Next();
        var random = new RandomRecord(seed);
        string[] templates = [TemplateText(), "{{notes}}{{first_error}}\n{{evidence}}", "| {{tag}} | {{logs}} |", ""];
        var parsed = templates.Select(text => ReleaseLogTemplate.Parse("t", text)).ToList();
        var written = new List<string>();

        // The same bytes as an append writes, without ten thousand flushes to the disk.
        using var log = new MemoryStream();
        for (var number = 1; number <= Count; number++)
        {
            var record = random.Next() with { Sequence = number };
            var text = parsed[number % parsed.Count].Fill(ReleaseRecordValues.Of(record), ReleaseRecordValues.Sections(record));
            var line = ReleaseRecordJson.Write(record);
            log.Write(BlockLogFormat.Write(number, text, line));
            written.Add(line);
        }

        log.Position = 0;
        var read = new List<string>();
        await foreach (var (entry, _) in ReleaseLogReader.ReadAsync(log, damage => Assert.Fail($"seed {seed}: {damage}"), CancellationToken.None))
        {
            read.Add(ReleaseRecordJson.Write(entry.Record));
        }

        Assert.True(written.SequenceEqual(read), $"seed {seed}");
    }

    [Fact]
    public async Task Random_records_come_back_through_the_disk()
    {
        var seed = Random.Shared.Next();
        var random = new RandomRecord(seed);
        using var project = new ReleaseLogProject();
        var written = new List<ReleaseRecord>();
        for (var count = 0; count < 40; count++)
        {
            written.Add(random.Next());
            await project.WriteAsync(written[^1]);
        }

        var read = await project.ReadAsync();
        Assert.Equal(Enumerable.Range(1, 40).Select(number => (long)number), read.Select(entry => entry.Record.Sequence));
        Assert.All(written.Zip(read), pair =>
        {
            Assert.True(pair.First.Tag == pair.Second.Record.Tag && pair.First.Notes == pair.Second.Record.Notes, $"seed {seed}");
            Assert.Equal(pair.First.Failure?.FirstError, pair.Second.Record.Failure?.FirstError);
            Assert.Equal(pair.First.Images, pair.Second.Record.Images);
            Assert.Equal(pair.First.Started, pair.Second.Record.Started);
            Assert.Equal(TimeSpan.Zero, pair.Second.Record.Started.Offset);
            Assert.Equal(pair.First.Duration, pair.Second.Record.Duration);
        });
    }

    [Fact]
    public async Task Half_a_character_is_replaced_and_breaks_nothing()
    {
        using var project = new ReleaseLogProject();
        await project.WriteAsync(ReleaseLogProject.Success() with { Notes = "x\ud83d" });
        Assert.Equal("x\uFFFD", Assert.Single(await project.ReadAsync()).Record.Notes);
    }

    private static string TemplateText()
    {
        using var stream = typeof(ReleaseLogTemplate).Assembly.GetManifestResourceStream("release.log.template")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
