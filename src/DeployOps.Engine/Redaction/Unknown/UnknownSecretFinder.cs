using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Unknown;

/// <summary>
/// Finds the anchors of all rules in one pass. Sixteen places are looked at together: for each of an anchor's three
/// bytes, two table lookups by half a byte tell in which of eight buckets it may be (the idea of Hyperscan's "Teddy").
/// </summary>
internal sealed class UnknownSecretFinder
{
    private const int AnchorLength = 3;
    private const int Buckets = 8;

    private readonly List<(int Key, UnknownSecretRule Rule)>[] _buckets;
    private readonly Vector128<byte>[] _low = new Vector128<byte>[AnchorLength];
    private readonly Vector128<byte>[] _high = new Vector128<byte>[AnchorLength];

    /// <summary>Files the anchors of some rules.</summary>
    /// <param name="rules">The rules.</param>
    public UnknownSecretFinder(params IReadOnlyList<UnknownSecretRule> rules)
    {
        _buckets = [.. Enumerable.Range(0, Buckets).Select(_ => new List<(int, UnknownSecretRule)>())];
        var tables = new byte[AnchorLength * 2 * 16];

        // Anchors in order of their bytes share a bucket with their likes, which keeps a bucket's tables sparse.
        var anchors = rules.SelectMany(rule => rule.Anchors.Select(anchor => (anchor, rule))).OrderBy(pair => pair.anchor, StringComparer.Ordinal).ToList();
        for (var index = 0; index < anchors.Count; index++)
        {
            var (anchor, rule) = anchors[index];
            var bucket = index * Buckets / anchors.Count;
            _buckets[bucket].Add((Key(anchor[0], anchor[1], anchor[2]), rule));
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(ReadOnlySpan<byte> text, int from, bool complete, MatchCollector found)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        var (low0, low1, low2) = (_low[0], _low[1], _low[2]);
        var (high0, high1, high2) = (_high[0], _high[1], _high[2]);
        var position = from;
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
                    Ask(text, position + place, hits.GetElement(place), complete, found);
                }
            }
        }

        for (; position <= text.Length - AnchorLength; position++)
        {
            Ask(text, position, byte.MaxValue, complete, found);
        }
    }

    private static int Key(int first, int second, int third) => first | (second << 8) | (third << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Look(ref byte first, int position, Vector128<byte> low, Vector128<byte> high)
    {
        var octets = Vector128.LoadUnsafe(ref first, (nuint)position);
        return Vector128.Shuffle(low, octets & Vector128.Create((byte)15))
            & Vector128.Shuffle(high, Vector128.ShiftRightLogical(octets, 4));
    }

    private void Ask(ReadOnlySpan<byte> text, int position, byte buckets, bool complete, MatchCollector found)
    {
        var key = Key(text[position], text[position + 1], text[position + 2]);
        for (uint left = buckets; left != 0; left &= left - 1)
        {
            foreach (var (anchor, rule) in _buckets[BitOperations.TrailingZeroCount(left)])
            {
                if (anchor == key)
                {
                    rule.Decide(text, position, complete, found);
                }
            }
        }
    }
}
