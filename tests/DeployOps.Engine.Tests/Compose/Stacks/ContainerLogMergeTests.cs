using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Redaction;
using Xunit;

namespace DeployOps.Engine.Tests.Compose.Stacks;

/// <summary>A log whose lines are longer than the daemon's buffer of 16 KiB, which puts a stamp into the middle of each.</summary>
public sealed class ContainerLogMergeTests
{
    private const string First = "2026-11-21T10:00:00.123456789Z";
    private const string Second = "2026-11-21T10:00:00.123456790Z";
    private static readonly Redactor Redactor = Redactor.Create([new Secret("TOKEN", "n0t-Sh0wn-secret")]);

    [Theory]
    [InlineData('x')]
    [InlineData('한')]
    public void A_stamp_in_the_middle_of_a_secret_does_not_save_it_from_the_mask(char filler)
    {
        var width = System.Text.Encoding.UTF8.GetByteCount([filler]);
        var start = new string('.', (16 * 1024) % width) + new string(filler, ((16 * 1024) - 9) / width) + "n0t-Sh0wn";
        start = new string('.', Math.Max(0, (16 * 1024) - System.Text.Encoding.UTF8.GetByteCount(start))) + start;
        var log = $"{First} {start}{Second} -secret and more\n{Second} next\n";

        var merged = ContainerLogMerge.Merge(log, "", withTimes: true).Show(Redactor.Redact);

        Assert.DoesNotContain("n0t-Sh0wn", merged, StringComparison.Ordinal);
        Assert.StartsWith(First + " ", merged, StringComparison.Ordinal);
        Assert.EndsWith($"*** and more\n{Second} next\n", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_several_stamps_of_a_very_long_line_is_taken_out()
    {
        var piece = new string('x', 16 * 1024);

        var merged = ContainerLogMerge.Merge("", $"{First} {piece}{Second} {piece}{Second} end\n", withTimes: false).Reveal();

        Assert.Equal(piece + piece + "end\n", merged);
    }

    [Fact]
    public void A_stamp_that_a_program_wrote_itself_stays()
    {
        var line = $"sync from {Second} to {Second} {new string('x', 20_000)}";

        Assert.Equal($"{First} {line}\n", ContainerLogMerge.Merge($"{First} {line}\n", "", withTimes: true).Reveal());
    }
}
