using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeployOps.Engine.Redaction.Matching;

/// <summary>
/// Finds many patterns of a similar length in one pass that looks at every <c>n</c>th place only. Of each pattern,
/// <c>n</c> neighbouring windows of three, four or eight bytes are filed, so that wherever a match lies, one of them falls on a
/// place that is looked at. A bit map answers almost every look with no; the rest is compared byte by byte.
/// </summary>
internal sealed class FingerprintIndex
{
    // The golden ratio as a fraction of 2^64: multiplying by it spreads neighbouring keys (Knuth, volume 3, 6.4).
    private const ulong Spread = 0x9E3779B97F4A7C15;
    private const uint Factor = 0x9E3779B1;
    private const int MostCandidates = 24;

    private readonly PatternSet _patterns;
    private readonly int _width;
    private readonly int _stride;
    private readonly int _filterShift;
    private readonly int _headShift;
    private readonly uint[] _bits = [];
    private readonly byte[] _marks = [];
    private readonly uint _factor;
    private readonly int[] _heads;
    private readonly Entry[] _entries;

    /// <summary>Files some patterns.</summary>
    /// <param name="patterns">All patterns.</param>
    /// <param name="members">The numbers of those to file; each at least <paramref name="width"/> + <paramref name="stride"/> - 1 long.</param>
    /// <param name="width">Bytes a window: three, four or eight.</param>
    /// <param name="stride">Every how many bytes the search looks, a power of two up to eight.</param>
    public FingerprintIndex(PatternSet patterns, IReadOnlyList<int> members, int width, int stride)
    {
        _patterns = patterns;
        _width = width;
        _stride = stride;
        _entries = new Entry[members.Count * stride];
        var size = BitOperations.Log2((uint)_entries.Length) + 1;
        _headShift = 64 - Math.Clamp(size, 8, 24);
        _heads = new int[1 << (64 - _headShift)];
        Array.Fill(_heads, -1);

        // Sixteen places an entry keep chance hits near one in sixteen at worst. Few entries get a byte each, which is quicker to
        // test than a bit and still fits a core's first cache; many get a bit, to stay in its second.
        if (width == sizeof(ulong))
        {
            _filterShift = 64 - Math.Clamp(size + 5, 13, 25);
            _bits = new uint[1 << (64 - _filterShift - 5)];
        }
        else
        {
            // A factor whose lowest byte is zero leaves the highest byte of the four out of the product: three bytes count.
            _factor = width == 3 ? Factor << 8 : Factor;
            _filterShift = 32 - Math.Clamp(size + 6, 12, 22);
            _marks = new byte[1 << (32 - _filterShift)];
        }

        Fill(members);
    }

    /// <summary>Adds the matches one of whose windows lies in a part of a text; the match itself may reach beyond the part.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where the part begins, a multiple of eight.</param>
    /// <param name="to">Where the part ends.</param>
    /// <param name="complete">Whether nothing follows the text.</param>
    /// <param name="found">Where the masked parts are added.</param>
    public void Find(ReadOnlySpan<byte> text, int from, int to, bool complete, MatchCollector found)
    {
        var last = Math.Min(to - 1, text.Length - _width);
        if (_width == sizeof(ulong))
        {
            FindWide(text, from, last, complete, found);
        }
        else
        {
            FindNarrow(text, from, last, complete, found);
        }
    }

    // Both loops look four times before they branch: the looks do not wait for each other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindWide(ReadOnlySpan<byte> text, int position, int last, bool complete, MatchCollector found)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        ref var bits = ref MemoryMarshal.GetArrayDataReference(_bits);
        var (shift, stride) = (_filterShift, _stride);
        for (; position <= last - (3 * stride); position += 4 * stride)
        {
            var any = Bit(ref bits, Wide(ref first, position), shift)
                | Bit(ref bits, Wide(ref first, position + stride), shift)
                | Bit(ref bits, Wide(ref first, position + (2 * stride)), shift)
                | Bit(ref bits, Wide(ref first, position + (3 * stride)), shift);
            if ((any & 1) != 0)
            {
                Verify(text, position, position + (3 * stride), complete, found);
            }
        }

        Verify(text, position, last, complete, found);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindNarrow(ReadOnlySpan<byte> text, int position, int last, bool complete, MatchCollector found)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        ref var marks = ref MemoryMarshal.GetArrayDataReference(_marks);
        var (shift, stride, factor) = (_filterShift, _stride, _factor);

        // Four bytes are read also where three count, so the very last window is left to Verify.
        for (; position < last - (3 * stride); position += 4 * stride)
        {
            var any = Mark(ref marks, Narrow(ref first, position), factor, shift)
                | Mark(ref marks, Narrow(ref first, position + stride), factor, shift)
                | Mark(ref marks, Narrow(ref first, position + (2 * stride)), factor, shift)
                | Mark(ref marks, Narrow(ref first, position + (3 * stride)), factor, shift);
            if (any != 0)
            {
                Verify(text, position, position + (3 * stride), complete, found);
            }
        }

        Verify(text, position, last, complete, found);
    }

    private void Verify(ReadOnlySpan<byte> text, int position, int last, bool complete, MatchCollector found)
    {
        for (; position <= last; position += _stride)
        {
            var key = Key(text[position..]);
            if (!MayHold(key))
            {
                continue;
            }

            for (var entry = _heads[(key * Spread) >> _headShift]; entry >= 0; entry = _entries[entry].Next)
            {
                if (_entries[entry].Key != key)
                {
                    continue;
                }

                var start = position - _entries[entry].Offset;
                if (_patterns.StandsAt(_entries[entry].Pattern, text, start, complete))
                {
                    ref readonly var pattern = ref _patterns[_entries[entry].Pattern];
                    found.Add(start + pattern.MaskStart, start + pattern.MaskStart + pattern.MaskLength);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Wide(ref byte first, int position) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, position));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Narrow(ref byte first, int position) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, position));

    // Only the lowest bit of the result counts; the caller masks it once for several.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bit(ref uint bits, ulong key, int shift)
    {
        var bit = (uint)((key * Spread) >> shift);
        return Unsafe.Add(ref bits, bit >> 5) >> (int)(bit & 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mark(ref byte marks, uint key, uint factor, int shift) => Unsafe.Add(ref marks, (key * factor) >> shift);

    private bool MayHold(ulong key) => _width == sizeof(ulong)
        ? (Bit(ref MemoryMarshal.GetArrayDataReference(_bits), key, _filterShift) & 1) != 0
        : _marks[((uint)key * _factor) >> _filterShift] != 0;

    private ulong Key(ReadOnlySpan<byte> window) => _width switch
    {
        sizeof(ulong) => MemoryMarshal.Read<ulong>(window),
        sizeof(uint) => MemoryMarshal.Read<uint>(window),
        _ => (uint)(window[0] | (window[1] << 8) | (window[2] << 16)),
    };

    private void Fill(IReadOnlyList<int> members)
    {
        var entry = 0;
        var crowd = new byte[1 << (64 - _headShift)];
        foreach (var member in members)
        {
            var bytes = _patterns.Bytes(member);
            var first = Quietest(bytes, crowd);
            for (var offset = first; offset < first + _stride; offset++)
            {
                var key = Key(bytes[offset..]);
                Note(key);
                ref var seen = ref crowd[(key * Spread) >> _headShift];
                seen = (byte)Math.Min(seen + 1, byte.MaxValue);
                ref var head = ref _heads[(key * Spread) >> _headShift];
                _entries[entry] = new Entry(key, member, head, offset);
                head = entry++;
            }
        }
    }

    private void Note(ulong key)
    {
        if (_width == sizeof(ulong))
        {
            var bit = (key * Spread) >> _filterShift;
            _bits[bit >> 5] |= 1u << (int)(bit & 31);
        }
        else
        {
            _marks[((uint)key * _factor) >> _filterShift] = 1;
        }
    }

    // Many patterns share their beginnings (%3D, \u00, &#x); windows which few others have make the fewest false looks.
    private int Quietest(ReadOnlySpan<byte> bytes, byte[] crowd)
    {
        var (best, bestNoise) = (0, int.MaxValue);
        var candidates = Math.Min(bytes.Length - _width - _stride + 1, MostCandidates);
        for (var candidate = 0; candidate <= candidates && bestNoise > 0; candidate++)
        {
            var noise = 0;
            for (var offset = candidate; offset < candidate + _stride; offset++)
            {
                noise += crowd[(Key(bytes[offset..]) * Spread) >> _headShift];
            }

            if (noise < bestNoise)
            {
                (best, bestNoise) = (candidate, noise);
            }
        }

        return best;
    }

    private readonly record struct Entry(ulong Key, int Pattern, int Next, int Offset);
}
