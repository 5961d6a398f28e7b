using System.Buffers;
using System.Text;
using DeployOps.Engine.Redaction.Forms;
using DeployOps.Engine.Redaction.Matching;
using Xunit;

namespace DeployOps.Engine.Tests.Redaction;

/// <summary>The matcher against the simplest thing that can be right: every pattern tried at every place.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData(4, 6, 3, 400)]
    [InlineData(4, 40, 3, 60)]
    [InlineData(7, 14, 2, 300)]
    [InlineData(15, 60, 2, 300)]
    [InlineData(4, 30, 26, 500)]
    public void Finds_the_spans_the_naive_search_finds(int shortest, int longest, int letters, int patterns)
    {
        var random = new Random(shortest + letters);
        for (var round = 0; round < 30; round++)
        {
            var builder = new PatternSetBuilder();
            var all = new List<byte[]>();
            for (var index = 0; index < patterns; index++)
            {
                all.Add(Word(random, random.Next(shortest, longest + 1), letters));
                builder.Add(SecretText.Whole(all[^1]), bounded: false);
            }

            var text = Text(random, all, letters);
            var found = new MatchCollector();
            new PatternMatcher(builder.Build()).Find(text, complete: true, found);
            Assert.Equal(Naive(text, all), Marked(text.Length, found.Merge()));
        }
    }

    [Fact]
    public void The_finder_of_unknown_secrets_sees_an_anchor_at_every_place()
    {
        for (var before = 0; before < 100; before++)
        {
            var text = Encoding.ASCII.GetBytes(new string(' ', before) + "ftp://u:password1@h" + new string(' ', 100 - before));
            var output = new ArrayBufferWriter<byte>();
            DeployOps.Engine.Redaction.Redactor.Empty.Redact(text, output);
            Assert.Equal(new string(' ', before) + "ftp://u:***@h" + new string(' ', 100 - before), Encoding.ASCII.GetString(output.WrittenSpan));
        }
    }

    private static byte[] Text(Random random, List<byte[]> all, int letters)
    {
        var text = new List<byte>();
        while (text.Count < 2_000)
        {
            text.AddRange(random.Next(3) == 0 ? all[random.Next(all.Count)] : Word(random, random.Next(1, 9), letters));
        }

        return [.. text];
    }

    private static byte[] Word(Random random, int length, int letters) =>
        [.. Enumerable.Range(0, length).Select(_ => (byte)('a' + random.Next(letters)))];

    private static bool[] Naive(ReadOnlySpan<byte> text, List<byte[]> all)
    {
        var marked = new bool[text.Length];
        foreach (var pattern in all)
        {
            for (var start = 0; start <= text.Length - pattern.Length; start++)
            {
                if (text[start..].StartsWith(pattern))
                {
                    marked.AsSpan(start, pattern.Length).Fill(true);
                }
            }
        }

        return marked;
    }

    private static bool[] Marked(int length, List<MatchSpan> spans)
    {
        var marked = new bool[length];
        foreach (var span in spans)
        {
            marked.AsSpan(span.Start, span.End - span.Start).Fill(true);
        }

        return marked;
    }
}
