using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DeployOps.Engine.Backups.Stores;

/// <summary>Things that wait to be added to a sum, in memory of one size. Short ones are hashed several at a time.</summary>
internal sealed class DigestBlock
{
    private const int Size = 256 * 1024;
    private const int MostBlocks = 16;
    private readonly byte[] _bytes = new byte[Size];

    // Every thing takes a block at least.
    private readonly int[] _starts = new int[Size / Sha256Lanes.BlockSize];
    private readonly int[] _lengths = new int[Size / Sha256Lanes.BlockSize];

    // For each number of blocks, the things of that size that wait for enough of them to come together.
    private readonly int[,] _alike = new int[MostBlocks + 1, Sha256Lanes.Lanes];
    private readonly int[] _alikeCount = new int[MostBlocks + 1];
    private int _count;
    private int _length;

    /// <summary>Takes a thing.</summary>
    /// <returns>False when there is no room for it.</returns>
    public bool TryAdd(ReadOnlySpan<byte> thing)
    {
        if (thing.Length > Size / 2 || Sha256Lanes.PaddedSize(thing.Length) is var size && size > Size - _length)
        {
            return false;
        }

        var padded = _bytes.AsSpan(_length, size);
        thing.CopyTo(padded);
        Sha256Lanes.Pad(padded, thing.Length);
        (_starts[_count], _lengths[_count]) = (_length, thing.Length);
        _count++;
        _length += size;
        return true;
    }

    /// <summary>Adds everything to a sum, and is empty then.</summary>
    public void MoveTo(DigestSum sum)
    {
        for (var thing = 0; thing < _count; thing++)
        {
            var blocks = Sha256Lanes.PaddedSize(_lengths[thing]) / Sha256Lanes.BlockSize;
            if (!Sha256Lanes.IsFast || blocks > MostBlocks)
            {
                AddAlone(thing, sum);
                continue;
            }

            _alike[blocks, _alikeCount[blocks]++] = thing;
            if (_alikeCount[blocks] == Sha256Lanes.Lanes)
            {
                AddTogether(blocks, sum);
            }
        }

        for (var blocks = 0; blocks <= MostBlocks; blocks++)
        {
            while (_alikeCount[blocks] > 0)
            {
                AddAlone(_alike[blocks, --_alikeCount[blocks]], sum);
            }
        }

        (_count, _length) = (0, 0);
    }

    private void AddAlone(int thing, DigestSum sum) => sum.Add(_bytes.AsSpan(_starts[thing], _lengths[thing]));

    private void AddTogether(int blocks, DigestSum sum)
    {
        Span<int> starts = stackalloc int[Sha256Lanes.Lanes];
        Span<uint> digests = stackalloc uint[Sha256Lanes.Lanes * SHA256.HashSizeInBytes / sizeof(uint)];
        for (var lane = 0; lane < starts.Length; lane++)
        {
            starts[lane] = _starts[_alike[blocks, lane]];
        }

        Sha256Lanes.Hash(_bytes, starts, blocks, digests);
        for (var bytes = MemoryMarshal.AsBytes(digests); !bytes.IsEmpty; bytes = bytes[SHA256.HashSizeInBytes..])
        {
            sum.AddDigest(bytes[..SHA256.HashSizeInBytes]);
        }

        _alikeCount[blocks] = 0;
    }
}
