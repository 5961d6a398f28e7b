using System.Globalization;
using DeployOps.Engine.Files;
using Xunit;

namespace DeployOps.Integration.Tests.Releases;

/// <summary>Row RB11 with several processes at one log, and with processes that are killed.</summary>
public sealed class LogBetweenProcessesTests
{
    [Fact]
    public async Task Processes_append_whole_blocks_with_unique_numbers()
    {
        var folder = Directory.CreateTempSubdirectory("deployops-log-");
        try
        {
            var log = Path.Combine(folder.FullName, "release.log");
            var processes = Enumerable.Range(0, 4).Select(_ => new AppendingProcess(log, 25, 20_000)).ToList();
            Assert.All(await Task.WhenAll(processes.Select(process => process.EndAsync())), code => Assert.Equal(0, code));
            var blocks = (await ReadAsync(log)).Cast<BlockLogBlock>().ToList();
            Assert.Equal(Enumerable.Range(1, 100).Select(number => (long)number), blocks.Select(block => block.Sequence));
            Assert.All(blocks, block => Assert.Single(block.Text.Distinct()));
            Assert.Equal(4, blocks.Select(block => block.Payload.Split(',')[0]).Distinct().Count());
            Assert.Equal(
                blocks.Select(block => block.Sequence.ToString(CultureInfo.InvariantCulture)).Order(),
                processes.SelectMany(process => process.Printed).Order());
            processes.ForEach(process => process.Dispose());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_killed_process_costs_at_most_its_own_last_block_and_gives_the_lock_back()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("deployops-log-");
        try
        {
            var log = Path.Combine(folder.FullName, "release.log");
            var confirmed = new List<long>();
            for (var round = 0; round < 8; round++)
            {
                using var process = new AppendingProcess(log, 1000, 2_000_000);
                while (process.Printed.Count == 0)
                {
                    await Task.Delay(5);
                }

                await Task.Delay(random.Next(0, 40));
                await process.KillAsync();
                confirmed.AddRange(process.Printed.Select(line => long.Parse(line, CultureInfo.InvariantCulture)));
                confirmed.Add(await new BlockLogAppender(log, TimeSpan.FromSeconds(30)).AppendAsync(
                    _ => new BlockLogContent($"after kill {round}", "{}"), CancellationToken.None));
            }

            var blocks = (await ReadAsync(log)).OfType<BlockLogBlock>().ToList();
            Assert.Equal(blocks.Select(block => block.Sequence).Order().Distinct(), blocks.Select(block => block.Sequence));
            Assert.True(confirmed.All(sequence => blocks.Exists(block => block.Sequence == sequence)), $"seed {seed}");
            Assert.Equal(8, blocks.Count(block => block.Text.StartsWith("after kill", StringComparison.Ordinal)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<BlockLogEntry>> ReadAsync(string log)
    {
        await using var stream = BlockLogReader.Open(log);
        return await BlockLogReader.ReadAsync(stream, CancellationToken.None).ToListAsync();
    }
}
