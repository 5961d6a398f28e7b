using System.Globalization;
using System.Text;
using DeployOps.Engine.Backups.Stores.Graph.Text;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>The digits of floats are in content hashes: they stay the shortest ones that give the number again, however they are found.</summary>
public sealed class FloatTextTests
{
    [Fact]
    public void Numbers_of_few_decimals_have_their_shortest_digits()
    {
        Check(-0.0);
        for (var hundredths = -200_000; hundredths <= 200_000; hundredths++)
        {
            Check(hundredths / 100.0);
            Check(hundredths / 1000.0);
            Check(Math.BitIncrement(hundredths / 100.0));
            Check(Math.BitDecrement(hundredths / 100.0));
        }
    }

    [Fact]
    public void Numbers_of_any_size_have_their_shortest_digits()
    {
        var random = new Random(3);
        for (var number = 0; number < 200_000; number++)
        {
            Check(BitConverter.Int64BitsToDouble(random.NextInt64()));
            Check(random.NextInt64(100_000_000_000_000_000) / 100.0);
            Check(Math.Round(random.NextDouble() * Math.Pow(10, random.Next(18)), 2));
            Check(-random.NextInt64(1L << 60));
            Check(random.NextDouble() * 1_000);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-1.5)]
    [InlineData(-0.5)]
    [InlineData(1e13)]
    [InlineData(9999999999999.99)]
    [InlineData(1e15)]
    [InlineData(1e16)]
    [InlineData(0.1)]
    [InlineData(0.30000000000000004)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    public void Numbers_at_the_edges_have_their_shortest_digits(double value) => Check(value);

    private static void Check(double value)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        var expected = digits.AsSpan().IndexOfAny('.', 'E') < 0 ? digits + ".0" : digits;
        var written = Encoding.UTF8.GetString(new ByteText().Add(value).Span);
        if (written != expected)
        {
            Assert.Fail($"{expected} was written as {written}");
        }
    }
}
