using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>Takes a member of a sorted set with its score.</summary>
internal delegate void ScoreTaker(ReadOnlySpan<byte> member, double score);

/// <summary>Takes a field of a hash with its value and when it expires, in milliseconds since 1970; 0 for never.</summary>
internal delegate void FieldTaker(ReadOnlySpan<byte> field, ReadOnlySpan<byte> value, long expiry);

/// <summary>What is in the collections, whichever form they are written in. Each returns <see langword="false"/> when a value is damaged.</summary>
internal static class RdbCollections
{
    private const int PlainContainer = 1;

    /// <summary>The elements of a list, in order.</summary>
    public static bool List(byte type, ReadOnlySpan<byte> value, ElementTaker take)
    {
        var at = 0;
        if (type == RdbTypes.ListZiplist)
        {
            return PackedElements.Ziplist(Text(value, ref at), take) && at == value.Length;
        }

        for (var count = RdbText.Length(value, ref at, out _); count > 0; count--)
        {
            var isPlain = type == RdbTypes.List || (type == RdbTypes.ListQuicklist2 && RdbText.Length(value, ref at, out _) == PlainContainer);
            var text = Text(value, ref at);
            if (isPlain)
            {
                take(text);
            }
            else if (!(type == RdbTypes.ListQuicklist ? PackedElements.Ziplist(text, take) : PackedElements.Listpack(text, take)))
            {
                return false;
            }
        }

        return at == value.Length;
    }

    /// <summary>The members of a set.</summary>
    public static bool Set(byte type, ReadOnlySpan<byte> value, ElementTaker take)
    {
        var at = 0;
        switch (type)
        {
            case RdbTypes.SetIntset:
                return PackedElements.Intset(Text(value, ref at), take) && at == value.Length;
            case RdbTypes.SetListpack:
                return PackedElements.Listpack(Text(value, ref at), take) && at == value.Length;
            default:
                for (var count = RdbText.Length(value, ref at, out _); count > 0; count--)
                {
                    take(Text(value, ref at));
                }

                return at == value.Length;
        }
    }

    /// <summary>The members of a sorted set with their scores.</summary>
    public static bool SortedSet(byte type, ReadOnlySpan<byte> value, ScoreTaker take)
    {
        var at = 0;
        if (type is RdbTypes.SortedSetListpack or RdbTypes.SortedSetZiplist)
        {
            byte[]? member = null;
            void Pair(ReadOnlySpan<byte> element)
            {
                if (member is null)
                {
                    member = element.ToArray();
                    return;
                }

                take(member, Score(Encoding.ASCII.GetString(element)));
                member = null;
            }

            var pack = Text(value, ref at);
            return (type == RdbTypes.SortedSetListpack ? PackedElements.Listpack(pack, Pair) : PackedElements.Ziplist(pack, Pair)) && member is null && at == value.Length;
        }

        for (var count = RdbText.Length(value, ref at, out _); count > 0; count--)
        {
            var member = Text(value, ref at);
            take(member, type == RdbTypes.SortedSet ? BinaryScore(value, ref at) : TextScore(value, ref at));
        }

        return at == value.Length;
    }

    /// <summary>The fields of a hash.</summary>
    public static bool Hash(byte type, ReadOnlySpan<byte> value, FieldTaker take)
    {
        var at = 0;
        switch (type)
        {
            case RdbTypes.Hash:
                for (var count = RdbText.Length(value, ref at, out _); count > 0; count--)
                {
                    var field = Text(value, ref at);
                    take(field, Text(value, ref at), 0);
                }

                return at == value.Length;
            case RdbTypes.HashWithExpiry:
                var least = BinaryPrimitives.ReadInt64LittleEndian(value);
                at = 8;
                for (var count = RdbText.Length(value, ref at, out _); count > 0; count--)
                {
                    // Relative to the least of them and one more, so that 0 can say never.
                    var expiry = (long)RdbText.Length(value, ref at, out _);
                    var field = Text(value, ref at);
                    take(field, Text(value, ref at), expiry == 0 ? 0 : expiry + least - 1);
                }

                return at == value.Length;
            case RdbTypes.HashListpackWithExpiry:
                at = 8;
                return Packed(type, Text(value, ref at), 3, take) && at == value.Length;
            default:
                return Packed(type, Text(value, ref at), 2, take) && at == value.Length;
        }
    }

    private static bool Packed(byte type, byte[] pack, int each, FieldTaker take)
    {
        var held = new List<byte[]>(3);
        void Collect(ReadOnlySpan<byte> element)
        {
            held.Add(element.ToArray());
            if (held.Count == each)
            {
                take(held[0], held[1], each == 3 ? long.Parse(Encoding.ASCII.GetString(held[2]), CultureInfo.InvariantCulture) : 0);
                held.Clear();
            }
        }

        var isWhole = type switch
        {
            RdbTypes.HashZipmap => PackedElements.Zipmap(pack, Collect),
            RdbTypes.HashZiplist => PackedElements.Ziplist(pack, Collect),
            _ => PackedElements.Listpack(pack, Collect),
        };
        return isWhole && held.Count == 0;
    }

    private static byte[] Text(ReadOnlySpan<byte> value, ref int at) => RdbText.Read(value, ref at) ?? throw new FormatException();

    private static double BinaryScore(ReadOnlySpan<byte> value, ref int at)
    {
        at += 8;
        return BinaryPrimitives.ReadDoubleLittleEndian(value[(at - 8)..]);
    }

    private static double TextScore(ReadOnlySpan<byte> value, ref int at)
    {
        var length = value[at++];
        if (length >= 253)
        {
            return length switch { 253 => double.NaN, 254 => double.PositiveInfinity, _ => double.NegativeInfinity };
        }

        at += length;
        return Score(Encoding.ASCII.GetString(value[(at - length)..at]));
    }

    private static double Score(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
