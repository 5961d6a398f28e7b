using System.Text;
using DeployOps.Engine.Files;
using Xunit;

namespace DeployOps.Engine.Tests.Files;

public sealed class BlockLogTests
{
    [Fact]
    public async Task Blocks_are_read_back_in_order_with_their_lines()
    {
        using var folder = new LogFolder();
        Assert.Equal(1, await folder.AppendAsync("첫 번째 배포 🚀\nsecond line", """{"a":1}"""));
        Assert.Equal(2, await folder.AppendAsync("two"));
        var blocks = (await folder.ReadAsync()).Cast<BlockLogBlock>().ToList();
        Assert.Equal([1L, 2L], blocks.Select(block => block.Sequence));
        Assert.Equal("첫 번째 배포 🚀\nsecond line", blocks[0].Text);
        Assert.Equal("""{"a":1}""", blocks[0].Payload);
        Assert.Equal([1L, 7L], blocks.Select(block => block.Line));
        Assert.Equal((byte)'#', File.ReadAllBytes(folder.Log)[blocks[1].Offset]);
    }

    [Fact]
    public async Task A_field_cannot_forge_a_block_or_end_its_own()
    {
        using var folder = new LogFolder();
        var forged = Encoding.UTF8.GetString(BlockLogFormat.Write(7, "forged", "{}"));
        await folder.AppendAsync($"before\n{forged}\r{forged}after", $$"""{"x":"#=#=#=#=#"}""");
        await folder.AppendAsync("next");
        var blocks = (await folder.ReadAsync()).Cast<BlockLogBlock>().ToList();
        Assert.Equal([1L, 2L], blocks.Select(block => block.Sequence));
        Assert.DoesNotContain("#=#", blocks[0].Text, StringComparison.Ordinal);
        Assert.Equal("""{"x":"#\u003d#\u003d#\u003d#\u003d#"}""", blocks[0].Payload);
    }

    [Fact]
    public async Task Hand_written_text_between_blocks_is_kept_and_passed_over()
    {
        using var folder = new LogFolder();
        await File.WriteAllTextAsync(folder.Log, "2025 이전 기록\nno newline at the end");
        await folder.AppendAsync("one");
        await File.AppendAllTextAsync(folder.Log, "note by hand\n");
        await folder.AppendAsync("two");
        Assert.Equal(["one", "two"], (await folder.ReadAsync()).Cast<BlockLogBlock>().Select(block => block.Text));
        Assert.Contains("note by hand\n", await File.ReadAllTextAsync(folder.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editor_may_turn_line_ends_and_add_a_byte_order_mark()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("one\ntwo");
        await folder.AppendAsync("three");
        var text = await File.ReadAllTextAsync(folder.Log);
        await File.WriteAllTextAsync(folder.Log, text.ReplaceLineEndings("\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(["one\ntwo", "three"], (await folder.ReadAsync()).Cast<BlockLogBlock>().Select(block => block.Text));
        Assert.Equal(3, await folder.AppendAsync("four"));
    }

    [Fact]
    public async Task Control_codes_do_not_reach_the_terminal_of_the_reader()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("\u001b[2Jred\u0007\u009b\tkept");
        var block = Assert.IsType<BlockLogBlock>(Assert.Single(await folder.ReadAsync()));
        Assert.Equal("␛[2Jred␇\uFFFD\tkept", block.Text);
    }

    [Fact]
    public async Task A_hand_edited_block_is_reported_with_its_line_and_skipped()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("result: failed");
        await folder.AppendAsync("two");
        await File.WriteAllTextAsync(folder.Log, (await File.ReadAllTextAsync(folder.Log)).Replace("failed", "passed", StringComparison.Ordinal));
        var entries = await folder.ReadAsync();
        Assert.Equal(1, Assert.IsType<BlockLogDamage>(entries[0]).Line);
        Assert.Equal("two", Assert.IsType<BlockLogBlock>(entries[1]).Text);
    }

    [Theory]
    [InlineData('\n')]
    [InlineData('#')]
    [InlineData('=')]
    [InlineData('2')]
    [InlineData('\0')]
    [InlineData(0xFF)]
    public async Task Damage_of_any_byte_costs_no_other_block_and_forges_none(int replacement)
    {
        using var folder = new LogFolder();
        var nearlyForged = Encoding.UTF8.GetString(BlockLogFormat.Write(2, "forged", "{}")).Replace("#=#=#=#=#", "#=#=X=#=#", StringComparison.Ordinal);
        await folder.AppendAsync("one 하나");
        await folder.AppendAsync($"two\n{nearlyForged}", """{"text":"둘"}""");
        await folder.AppendAsync("three");
        var original = await File.ReadAllBytesAsync(folder.Log);
        var blocks = (await LogFolder.ReadAsync(original)).Cast<BlockLogBlock>().ToList();
        for (var at = 0; at < original.Length; at++)
        {
            var damaged = (byte[])original.Clone();
            damaged[at] = (byte)replacement;
            AssertOnlyTruth(blocks, await LogFolder.ReadAsync(damaged), atLeast: damaged[at] == original[at] ? 3 : 1);
        }
    }

    [Fact]
    public async Task A_log_cut_off_anywhere_keeps_its_whole_blocks_and_goes_on()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("one 하나");
        await folder.AppendAsync("two");
        var original = await File.ReadAllBytesAsync(folder.Log);
        var blocks = (await folder.ReadAsync()).Cast<BlockLogBlock>().ToList();
        for (var length = 0; length < original.Length; length++)
        {
            var cut = original[..length];
            AssertOnlyTruth(blocks, await LogFolder.ReadAsync(cut), atLeast: length < blocks[1].Offset - 2 ? 0 : 1);
            await File.WriteAllBytesAsync(folder.Log, cut);
            var sequence = await folder.AppendAsync("after");
            Assert.True(sequence > 2);
            var after = await folder.ReadAsync();
            Assert.Equal("after", Assert.IsType<BlockLogBlock>(after[^1]).Text);
            AssertOnlyTruth(blocks, after[..^1], atLeast: 0);
            Assert.Equal(length >= original.Length - 2 ? 2 : length >= blocks[1].Offset - 2 ? 1 : 0, after.OfType<BlockLogBlock>().Count() - 1);
        }
    }

    [Fact]
    public async Task A_cut_off_block_is_closed_for_people_too()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("one");
        var content = await File.ReadAllBytesAsync(folder.Log);
        await File.WriteAllBytesAsync(folder.Log, content[..^20]);
        await folder.AppendAsync("two");
        Assert.Contains("\n#=#=#=#=# cut 1\n", await File.ReadAllTextAsync(folder.Log), StringComparison.Ordinal);
        var damage = Assert.IsType<BlockLogDamage>((await folder.ReadAsync())[0]);
        Assert.Equal((1L, 1L), (damage.Line, damage.Sequence));
    }

    [Fact]
    public async Task Numbers_go_on_when_the_log_is_rotated_and_when_the_side_file_is_lost()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("one");
        await folder.AppendAsync("two");
        File.Move(folder.Log, folder.Log + ".1");
        Assert.Equal(3, await folder.AppendAsync("three"));
        Directory.Delete(Path.Combine(folder.Root, ".deployops"), recursive: true);
        Assert.Equal(4, await folder.AppendAsync("four"));
    }

    [Fact]
    public async Task The_end_is_found_behind_a_long_hand_written_text()
    {
        using var folder = new LogFolder();
        for (var length = 65_200; length < 65_800; length += 7)
        {
            File.Delete(folder.Log);
            await folder.AppendAsync("one");
            var sequence = ((BlockLogBlock)(await folder.ReadAsync())[^1]).Sequence;
            await File.AppendAllTextAsync(folder.Log, new string('x', length) + "\n");
            Directory.Delete(Path.Combine(folder.Root, ".deployops"), recursive: true);
            Assert.Equal(sequence + 1, await folder.AppendAsync("two"));
        }
    }

    [Fact]
    public async Task Lines_without_end_and_blocks_without_end_take_no_memory()
    {
        using var folder = new LogFolder();
        await folder.AppendAsync("one");
        await using (var stream = new FileStream(folder.Log, FileMode.Append))
        {
            stream.Write(BlockLogFormat.Mark);
            stream.Write(Encoding.ASCII.GetBytes($"record 2 sha256={new string('0', 64)}\n"));
            var noise = Encoding.ASCII.GetBytes(new string('y', 1024 * 1024));
            for (var count = 0; count < 64; count++)
            {
                stream.Write(noise);
            }
        }

        await folder.AppendAsync("three");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await using var log = BlockLogReader.Open(folder.Log);
        var entries = new List<BlockLogEntry>();
        await foreach (var entry in BlockLogReader.ReadAsync(log, CancellationToken.None))
        {
            entries.Add(entry);
        }

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 32 * 1024 * 1024);
        Assert.Equal(["BlockLogBlock", "BlockLogDamage", "BlockLogBlock"], entries.Select(entry => entry.GetType().Name));
    }

    [Fact]
    public async Task A_file_saved_as_utf16_is_named()
    {
        using var folder = new LogFolder();
        await File.WriteAllTextAsync(folder.Log, "한글\n", Encoding.Unicode);
        Assert.Contains("UTF-16", Assert.IsType<BlockLogDamage>(Assert.Single(await folder.ReadAsync())).Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LogEncodingException>(() => folder.AppendAsync("one"));
    }

    private static void AssertOnlyTruth(List<BlockLogBlock> truth, List<BlockLogEntry> read, int atLeast)
    {
        var blocks = read.OfType<BlockLogBlock>().ToList();
        Assert.InRange(blocks.Count, atLeast == 1 && truth.Count == 3 ? 2 : atLeast, truth.Count);
        Assert.All(blocks, block => Assert.Contains(truth, known => (known.Sequence, known.Text, known.Payload) == (block.Sequence, block.Text, block.Payload)));
    }
}
