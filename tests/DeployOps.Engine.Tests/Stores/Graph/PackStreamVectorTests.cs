using DeployOps.Engine.Stores.Graph.PackStream;
using DeployOps.Engine.Stores.Graph.Values;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>The examples of the PackStream specification, and the edges of its ranges, in both directions.</summary>
public sealed class PackStreamVectorTests
{
    public static TheoryData<string, object?> Shortest => new()
    {
        { "C0", null },
        { "C2", false },
        { "C3", true },
        { "00", 0L },
        { "2A", 42L },
        { "7F", 127L },
        { "FF", -1L },
        { "F0", -16L },
        { "C8 EF", -17L },
        { "C8 80", -128L },
        { "C9 00 80", 128L },
        { "C9 FF 7F", -129L },
        { "C9 7F FF", 32_767L },
        { "C9 80 00", -32_768L },
        { "CA 00 00 80 00", 32_768L },
        { "CA FF FF 7F FF", -32_769L },
        { "CA 7F FF FF FF", 2_147_483_647L },
        { "CA 80 00 00 00", -2_147_483_648L },
        { "CB 00 00 00 00 80 00 00 00", 2_147_483_648L },
        { "CB FF FF FF FF 7F FF FF FF", -2_147_483_649L },
        { "CB 80 00 00 00 00 00 00 00", long.MinValue },
        { "CB 7F FF FF FF FF FF FF FF", long.MaxValue },
        { "C1 3F F3 AE 14 7A E1 47 AE", 1.23 },
        { "C1 7F F0 00 00 00 00 00 00", double.PositiveInfinity },
        { "C1 FF F0 00 00 00 00 00 00", double.NegativeInfinity },
        { "C1 80 00 00 00 00 00 00 00", -0.0 },
        { "CC 00", Array.Empty<byte>() },
        { "CC 03 01 02 03", new byte[] { 1, 2, 3 } },
        { "80", "" },
        { "81 41", "A" },
        { "D0 1A 41 42 43 44 45 46 47 48 49 4A 4B 4C 4D 4E 4F 50 51 52 53 54 55 56 57 58 59 5A", "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
        { "D0 12 47 72 C3 B6 C3 9F 65 6E 6D 61 C3 9F 73 74 C3 A4 62 65", "Größenmaßstäbe" },
        { "90", new List<object?>() },
        { "93 01 02 03", new List<object?> { 1L, 2L, 3L } },
        { "93 01 C1 40 00 00 00 00 00 00 00 85 74 68 72 65 65", new List<object?> { 1L, 2.0, "three" } },
        { "A0", new Dictionary<string, object?>() },
        { "A1 83 6F 6E 65 84 65 69 6E 73", new Dictionary<string, object?> { ["one"] = "eins" } },
    };

    public static TheoryData<string, object?> Longer => new()
    {
        { "C8 2A", 42L },
        { "C9 00 2A", 42L },
        { "CA 00 00 00 2A", 42L },
        { "CB 00 00 00 00 00 00 00 2A", 42L },
        { "CD 00 01 07", new byte[] { 7 } },
        { "CE 00 00 00 01 07", new byte[] { 7 } },
        { "D1 00 01 41", "A" },
        { "D2 00 00 00 01 41", "A" },
        { "D4 01 01", new List<object?> { 1L } },
        { "D5 00 01 01", new List<object?> { 1L } },
        { "D6 00 00 00 01 01", new List<object?> { 1L } },
        { "D8 01 81 41 01", new Dictionary<string, object?> { ["A"] = 1L } },
        { "D9 00 01 81 41 01", new Dictionary<string, object?> { ["A"] = 1L } },
        { "DA 00 00 00 01 81 41 01", new Dictionary<string, object?> { ["A"] = 1L } },
        { "A2 81 41 01 81 41 02", new Dictionary<string, object?> { ["A"] = 2L } },
    };

    [Theory]
    [MemberData(nameof(Shortest))]
    public void A_value_is_written_in_its_shortest_form(string packed, object? value) => Assert.Equal(Packed.Hex(packed), Packed.Of(value));

    [Theory]
    [MemberData(nameof(Shortest))]
    [MemberData(nameof(Longer))]
    public void A_value_is_read_in_every_form(string packed, object? value) => Assert.Equal(value, Packed.Read(Packed.Hex(packed)));

    [Theory]
    [InlineData(255, "D0", "D4", "D8", "CC", 2)]
    [InlineData(256, "D1", "D5", "D9", "CD", 3)]
    [InlineData(65_535, "D1", "D5", "D9", "CD", 3)]
    [InlineData(65_536, "D2", "D6", "DA", "CE", 5)]
    public void A_size_takes_as_many_bytes_as_it_needs(int size, string text, string list, string map, string bytes, int header)
    {
        var values = new object?[]
        {
            new string('x', size), Enumerable.Repeat<object?>(1L, size).ToList(), Enumerable.Range(0, size).ToDictionary(key => $"{key}", object? (_) => null), new byte[size],
        };
        foreach (var (value, marker) in values.Zip([text, list, map, bytes]))
        {
            var packed = Packed.Of(value);
            Assert.Equal(Packed.Hex(marker)[0], packed[0]);
            Assert.Equal(size, (int)packed[1..header].Aggregate(0L, (sum, part) => (sum << 8) | part));
            Assert.Equal(value, Packed.Read(packed));
        }
    }

    [Fact]
    public void Every_bit_of_a_not_a_number_is_kept()
    {
        var odd = BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8_0000_DEAD_BEEF));
        Assert.Equal(BitConverter.DoubleToInt64Bits(odd), BitConverter.DoubleToInt64Bits((double)Packed.Read(Packed.Of(odd))!));
    }

    [Fact]
    public void Numbers_of_other_sizes_and_other_lists_are_written_as_what_they_hold()
    {
        Assert.Equal(Packed.Of(5L), Packed.Of((byte)5));
        Assert.Equal(Packed.Of(uint.MaxValue + 0L), Packed.Of(uint.MaxValue));
        Assert.Equal(Packed.Of(0.5), Packed.Of(0.5f));
        Assert.Equal(Packed.Of(new List<object?> { "a", "b" }), Packed.Of(new[] { "a", "b" }));
        Assert.Equal(Packed.Of(new Dictionary<string, object?> { ["a"] = "b" }), Packed.Of(new Dictionary<string, string> { ["a"] = "b" }));
    }

    [Fact]
    public void What_no_server_takes_is_refused_before_it_is_sent()
    {
        Assert.Throws<PackStreamFormatException>(() => Packed.Of(new GraphNode(1, "1", [], new Dictionary<string, object?>())));
        Assert.Throws<PackStreamFormatException>(() => Packed.Of(ulong.MaxValue));
        Assert.Throws<PackStreamFormatException>(() => Packed.Of(new Dictionary<int, string> { [1] = "b" }));
        Assert.Throws<PackStreamFormatException>(() => Packed.Of("half \uD83D"));
        object? deep = 1L;
        for (var level = 0; level < 200; level++)
        {
            deep = new List<object?> { deep };
        }

        Assert.Throws<PackStreamFormatException>(() => Packed.Of(deep));
    }
}
