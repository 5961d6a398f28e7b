using System.Numerics;
using System.Security.Cryptography;
using DeployOps.Engine.Backups.Stores;
using Xunit;

namespace DeployOps.Engine.Tests.Backups;

public sealed class DigestBlocksTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 100)]
    [InlineData(7, 60)]
    [InlineData(50_000, 150)]
    [InlineData(20_000, 1_500)]
    [InlineData(300, 300_000)]
    public void The_sum_is_that_of_each_digest(int count, int longest)
    {
        var random = new Random(count);
        var blocks = new DigestBlocks();
        var expected = BigInteger.Zero;
        for (var number = 0; number < count; number++)
        {
            var thing = new byte[random.Next(longest + 1)];
            random.NextBytes(thing);
            blocks.Add(thing);
            expected += new BigInteger(SHA256.HashData(thing), isUnsigned: true);
        }

        Assert.Equal(Hexadecimal(expected), blocks.ToString());
    }

    [Fact]
    public void The_sum_can_be_asked_for_at_any_time()
    {
        var blocks = new DigestBlocks();
        var sum = new DigestSum();
        for (var number = 0; number < 20_000; number++)
        {
            var thing = BitConverter.GetBytes(number);
            blocks.Add(thing);
            sum.Add(thing);
            if (number % 997 == 0)
            {
                Assert.Equal(sum.ToString(), blocks.ToString());
            }
        }

        Assert.Equal(sum.ToString(), blocks.ToString());
        Assert.Equal(sum.ToString(), blocks.ToString());
    }

    [Fact]
    public void A_sum_of_sums_carries_over_and_counts_all()
    {
        var (one, other, whole) = (new DigestSum(), new DigestSum(), new DigestSum());
        for (var number = 0; number < 1_000; number++)
        {
            // The largest digest of all, and others, so that every word is carried over.
            var digest = number % 3 == 0 ? Enumerable.Repeat((byte)0xFF, 32).ToArray() : SHA256.HashData(BitConverter.GetBytes(number));
            (number % 2 == 0 ? one : other).AddDigest(digest);
            whole.AddDigest(digest);
        }

        one.Add(other);

        Assert.Equal(1_000, one.Count);
        Assert.Equal(whole.ToString(), one.ToString());
    }

    [Fact]
    public void Digests_are_added_as_numbers_of_which_the_first_byte_is_the_least()
    {
        var random = new Random(5);
        var sum = new DigestSum();
        var expected = BigInteger.Zero;
        for (var number = 0; number < 10_000; number++)
        {
            var digest = new byte[32];
            random.NextBytes(digest);
            digest.AsSpan(8 * (number % 4), 8).Fill(0xFF);
            sum.AddDigest(digest);
            expected += new BigInteger(digest, isUnsigned: true);
        }

        Assert.Equal(Hexadecimal(expected), sum.ToString());
    }

    private static string Hexadecimal(BigInteger sum)
    {
        var bytes = new byte[32];
        (sum % BigInteger.Pow(2, 256)).TryWriteBytes(bytes, out _, isUnsigned: true);
        return Convert.ToHexStringLower(bytes);
    }
}
