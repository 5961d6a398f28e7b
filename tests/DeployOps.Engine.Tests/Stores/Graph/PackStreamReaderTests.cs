using DeployOps.Engine.Stores.Graph.PackStream;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

public sealed class PackStreamReaderTests
{
    private static readonly object?[] Values = [null, true, 5L, -17L, 300L, 1.5, "", "a", "ab", new string('x', 300), new List<object?> { "a" }, new List<object?> { "a", "b" }, new Dictionary<string, object?> { ["a"] = 1L }];

    [Fact]
    public void A_value_is_passed_over_when_it_is_packed_just_so_and_only_then()
    {
        foreach (var next in Values)
        {
            foreach (var wanted in Values)
            {
                var reader = new PackStreamReader([.. Packed.Of(next), .. Packed.Of("behind it")]);
                Assert.Equal(ReferenceEquals(next, wanted), reader.TrySkip(Packed.Of(wanted)));
                if (!ReferenceEquals(next, wanted))
                {
                    reader.Skip();
                }

                Assert.Equal("behind it", reader.ReadText());
                Assert.True(reader.IsAtEnd);
            }
        }
    }

    [Fact]
    public void Nothing_is_passed_over_for_nothing_or_at_the_end()
    {
        var reader = new PackStreamReader(Packed.Of("a"));
        Assert.False(reader.TrySkip([]));
        Assert.False(reader.TrySkip([.. Packed.Of("a"), 0]));
        Assert.True(reader.TrySkip(Packed.Of("a")));
        Assert.False(reader.TrySkip(Packed.Of("a")));
    }

    [Fact]
    public void What_was_read_can_be_had_as_it_came()
    {
        var reader = new PackStreamReader([.. Packed.Of("first"), .. Packed.Of(300L), .. Packed.Of("last")]);
        reader.ReadText();
        var start = reader.Position;
        reader.Skip();

        Assert.Equal(Packed.Of(300L), reader.From(start).ToArray());
        Assert.True(reader.From(reader.Position).IsEmpty);
    }
}
