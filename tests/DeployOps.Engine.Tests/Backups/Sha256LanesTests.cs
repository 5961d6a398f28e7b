using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DeployOps.Engine.Backups.Stores;
using Xunit;

namespace DeployOps.Engine.Tests.Backups;

public sealed class Sha256LanesTests
{
    [Fact]
    public void Messages_of_every_length_have_the_digests_that_the_system_gives_them()
    {
        var random = new Random(1);
        for (var blocks = 1; blocks <= 20; blocks++)
        {
            for (var shorter = 0; shorter < Sha256Lanes.BlockSize; shorter++)
            {
                // The longest of so many blocks leaves room for the mark and the length behind it; the shortest one is empty.
                var lengths = Enumerable.Range(0, Sha256Lanes.Lanes).Select(lane => (blocks * Sha256Lanes.BlockSize) - 9 - ((shorter + (lane * 11)) % Sha256Lanes.BlockSize)).Select(length => Math.Max(length, 0)).ToArray();
                Check(random, blocks, lengths);
            }
        }
    }

    private static void Check(Random random, int blocks, int[] lengths)
    {
        var bytes = new byte[lengths.Length * blocks * Sha256Lanes.BlockSize];
        random.NextBytes(bytes);
        var starts = lengths.Select((_, lane) => (lengths.Length - 1 - lane) * blocks * Sha256Lanes.BlockSize).ToArray();
        for (var lane = 0; lane < lengths.Length; lane++)
        {
            Assert.Equal(blocks * Sha256Lanes.BlockSize, Sha256Lanes.PaddedSize(lengths[lane]));
            Sha256Lanes.Pad(bytes.AsSpan(starts[lane], blocks * Sha256Lanes.BlockSize), lengths[lane]);
        }

        var digests = new uint[lengths.Length * 8];
        Sha256Lanes.Hash(bytes, starts, blocks, digests);
        for (var lane = 0; lane < lengths.Length; lane++)
        {
            Assert.Equal(SHA256.HashData(bytes.AsSpan(starts[lane], lengths[lane])), MemoryMarshal.AsBytes(digests.AsSpan(lane * 8, 8)).ToArray());
        }
    }
}
