using DeployOps.Engine.Stores.Graph.PackStream;
using DeployOps.Engine.Stores.Graph.Values;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

public sealed class PackStreamGarbageTests
{
    private const int Seed = 20261120;
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public void Random_values_come_back_as_they_went()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 5_000; round++)
        {
            var value = RandomValues.Next(random, 4);
            var packed = Packed.Of(value);
            var reader = new PackStreamReader(packed);
            reader.Skip();

            Assert.True(reader.IsAtEnd);
            Assert.Equal(value, Packed.Read(packed));
            Assert.Equal(packed, Packed.Of(Packed.Read(packed)));
        }
    }

    [Fact]
    public void Every_cut_of_a_value_is_a_named_failure()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 300; round++)
        {
            var packed = Packed.Of(RandomValues.Next(random, 3));
            for (var length = 0; length < Math.Min(packed.Length, 200); length++)
            {
                Assert.Throws<PackStreamFormatException>(() => Packed.Read(packed.AsSpan(0, length)));
                Assert.Throws<PackStreamFormatException>(() => Skip(packed.AsSpan(0, length)));
            }
        }
    }

    [Fact]
    public void Garbage_is_read_or_refused_by_name_in_bounded_time_and_memory()
    {
        var random = new Random(Seed);
        var allocated = GC.GetTotalAllocatedBytes();
        var watch = new ProcessorTime();
        var (read, refused) = (0, 0);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            // Mostly containers and structures: pure noise is a small integer half of the time.
            bytes[0] = (byte)random.Next(0x80, 0xF0);
            try
            {
                var reader = new PackStreamReader(bytes);
                reader.ReadValue();
                read++;
            }
            catch (PackStreamFormatException)
            {
                refused++;
            }
        }

        Assert.True(read > 100 && refused > 1_000, $"{read} read, {refused} refused");
        Assert.InRange(watch.Used, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, 500 * Megabyte);
    }

    [Theory]
    [InlineData("D6 7F FF FF FF")]
    [InlineData("D6 FF FF FF FF")]
    [InlineData("DA 7F FF FF FF")]
    [InlineData("DA 00 00 00 03 81 41 01")]
    [InlineData("D2 7F FF FF FF")]
    [InlineData("D2 FF FF FF FF")]
    [InlineData("CE 7F FF FF FF")]
    [InlineData("CE 80 00 00 00")]
    [InlineData("95 01")]
    [InlineData("BF 4E")]
    [InlineData("B1")]
    [InlineData("")]
    public void A_declared_size_beyond_the_bytes_is_refused_before_memory_is_taken(string packed)
    {
        var bytes = Packed.Hex(packed);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<PackStreamFormatException>(() => Packed.Read(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Megabyte);
    }

    [Theory]
    [InlineData(0x91)]
    [InlineData(0xB1)]
    public void Endless_nesting_is_refused_instead_of_exhausting_the_stack(byte marker)
    {
        var bytes = Enumerable.Repeat(marker, 1_000_000).ToArray();
        Assert.Contains("levels deep", Assert.Throws<PackStreamFormatException>(() => Packed.Read(bytes)).Message, StringComparison.Ordinal);
        Assert.Throws<PackStreamFormatException>(() => Skip(bytes));
    }

    [Theory]
    [InlineData("C4")]
    [InlineData("C7")]
    [InlineData("CF")]
    [InlineData("D3")]
    [InlineData("D7")]
    [InlineData("DB")]
    [InlineData("DF")]
    [InlineData("E0")]
    [InlineData("EF")]
    public void A_reserved_marker_is_refused(string marker) => Assert.Throws<PackStreamFormatException>(() => Packed.Read(Packed.Hex(marker + "0000000000000000")));

    [Theory]
    [InlineData("81 FF")]
    [InlineData("A1 01 01")]
    [InlineData("82 C3 28")]
    public void A_text_that_is_not_UTF8_and_a_key_that_is_no_text_are_refused(string packed) =>
        Assert.Throws<PackStreamFormatException>(() => Packed.Read(Packed.Hex(packed)));

    [Fact]
    public void No_failure_repeats_what_it_read()
    {
        var packed = Packed.Of(new List<object?> { "S3cr3t-value" }).Append((byte)0xC4).ToArray();
        packed[0] = 0x92;
        Assert.DoesNotContain("S3cr3t", Assert.Throws<PackStreamFormatException>(() => Packed.Read(packed)).ToString(), StringComparison.Ordinal);
    }

    private static void Skip(ReadOnlySpan<byte> packed)
    {
        var reader = new PackStreamReader(packed);
        reader.Skip();
    }
}
