using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Unknown;

/// <summary>
/// Finds the anchors of all rules in one pass. Sixteen or 32 places are looked at together: for each of an anchor's three
/// bytes, two table lookups by half a byte tell in which of eight buckets it may be (the idea of Hyperscan's "Teddy").
/// </summary>
internal sealed class UnknownSecretFinder
{
    private const int AnchorLength = 3;
    private const int Buckets = 8;
    private const int MarkBits = 13;

    private readonly (int Key, UnknownSecretRule Rule)[] _anchors;
    private readonly bool[] _marks = new bool[1 << MarkBits];
    private readonly Vector128<byte>[] _low = new Vector128<byte>[AnchorLength];
    private readonly Vector128<byte>[] _high = new Vector128<byte>[AnchorLength];

    /// <summary>Files the anchors of some rules.</summary>
    /// <param name="rules">The rules.</param>
    public UnknownSecretFinder(params IReadOnlyList<UnknownSecretRule> rules)
    {
        var tables = new byte[AnchorLength * 2 * 16];

        // Anchors in order of their bytes share a bucket with their likes, which keeps a bucket's tables sparse.
        var anchors = rules.SelectMany(rule => rule.Anchors.Select(anchor => (anchor, rule))).OrderBy(pair => pair.anchor, StringComparer.Ordinal).ToList();
        _anchors = new (int, UnknownSecretRule)[anchors.Count];
        for (var index = 0; index < anchors.Count; index++)
        {
            var (anchor, rule) = anchors[index];
            var bucket = index * Buckets / anchors.Count;
            _anchors[index] = (Key(anchor[0], anchor[1], anchor[2]), rule);
            _marks[Slot(_anchors[index].Key)] = true;
            for (var place = 0; place < AnchorLength; place++)
            {
                tables[(place * 32) + (anchor[place] & 15)] |= (byte)(1 << bucket);
                tables[(place * 32) + 16 + (anchor[place] >> 4)] |= (byte)(1 << bucket);
            }
        }

        for (var place = 0; place < AnchorLength; place++)
        {
            _low[place] = Vector128.Create<byte>(tables.AsSpan(place * 32, 16));
            _high[place] = Vector128.Create<byte>(tables.AsSpan((place * 32) + 16, 16));
        }
    }

    /// <summary>Every rule of this room.</summary>
    public static UnknownSecretFinder All { get; } = new(
        new UrlRule(), new PrivateKeyRule(), new AuthorizationRule(), new JsonWebTokenRule(), new PrefixedTokenRule());

    /// <summary>Asks the rules about every anchor in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The first place to look at; what lies before may only be looked back at.</param>
    /// <param name="complete">Whether nothing follows it.</param>
    /// <param name="found">Where the spans to mask are added.</param>
    public void Find(ReadOnlySpan<byte> text, int from, bool complete, MatchCollector found)
    {
        var position = Avx2.IsSupported ? Find256(text, from, complete, found) : from;
        position = Find128(text, position, complete, found);
        for (; position <= text.Length - AnchorLength; position++)
        {
            Ask(text, position, complete, found);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find256(ReadOnlySpan<byte> text, int position, bool complete, MatchCollector found)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        var (low0, low1, low2) = (Twice(_low[0]), Twice(_low[1]), Twice(_low[2]));
        var (high0, high1, high2) = (Twice(_high[0]), Twice(_high[1]), Twice(_high[2]));
        for (; position <= text.Length - Vector256<byte>.Count - AnchorLength + 1; position += Vector256<byte>.Count)
        {
            var hits = Look(ref first, position, low0, high0)
                & Look(ref first, position + 1, low1, high1)
                & Look(ref first, position + 2, low2, high2);
            if (hits != Vector256<byte>.Zero)
            {
                for (var places = ~Vector256.Equals(hits, Vector256<byte>.Zero).ExtractMostSignificantBits(); places != 0; places &= places - 1)
                {
                    var place = BitOperations.TrailingZeroCount(places);
                    Ask(text, position + place, complete, found);
                }
            }
        }

        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find128(ReadOnlySpan<byte> text, int position, bool complete, MatchCollector found)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        var (low0, low1, low2) = (_low[0], _low[1], _low[2]);
        var (high0, high1, high2) = (_high[0], _high[1], _high[2]);
        for (; position <= text.Length - Vector128<byte>.Count - AnchorLength + 1; position += Vector128<byte>.Count)
        {
            var hits = Look(ref first, position, low0, high0)
                & Look(ref first, position + 1, low1, high1)
                & Look(ref first, position + 2, low2, high2);
            if (hits != Vector128<byte>.Zero)
            {
                var places = ~Vector128.Equals(hits, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xffff;
                for (; places != 0; places &= places - 1)
                {
                    var place = BitOperations.TrailingZeroCount(places);
                    Ask(text, position + place, complete, found);
                }
            }
        }

        return position;
    }

    private static Vector256<byte> Twice(Vector128<byte> table) => Vector256.Create(table, table);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Look(ref byte first, int position, Vector256<byte> low, Vector256<byte> high)
    {
        var octets = Vector256.LoadUnsafe(ref first, (nuint)position);
        return Avx2.Shuffle(low, octets & Vector256.Create((byte)15))
            & Avx2.Shuffle(high, Vector256.ShiftRightLogical(octets, 4));
    }

    private static int Slot(int key) => (int)(((uint)key * 0x9E3779B1) >> (32 - MarkBits));

    private static int Key(int first, int second, int third) => first | (second << 8) | (third << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Look(ref byte first, int position, Vector128<byte> low, Vector128<byte> high)
    {
        var octets = Vector128.LoadUnsafe(ref first, (nuint)position);
        return Vector128.Shuffle(low, octets & Vector128.Create((byte)15))
            & Vector128.Shuffle(high, Vector128.ShiftRightLogical(octets, 4));
    }

    // Half bytes of different anchors mix, and most places fail here.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Ask(ReadOnlySpan<byte> text, int position, bool complete, MatchCollector found)
    {
        var key = Key(text[position], text[position + 1], text[position + 2]);
        if (!_marks[Slot(key)])
        {
            return;
        }

        foreach (var (anchor, rule) in _anchors)
        {
            if (anchor == key)
            {
                rule.Decide(text, position, complete, found);
            }
        }
    }
}
