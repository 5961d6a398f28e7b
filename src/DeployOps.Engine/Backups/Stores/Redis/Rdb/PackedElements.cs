using System.Buffers.Binary;
using System.Globalization;

namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>Takes an element of a collection; a number comes as its text.</summary>
internal delegate void ElementTaker(ReadOnlySpan<byte> element);

/// <summary>The compact forms in which Redis keeps small collections. Source: <c>listpack.c</c>, <c>ziplist.c</c>, <c>intset.c</c> and <c>zipmap.c</c> of Redis.</summary>
internal static class PackedElements
{
    /// <summary>The elements of a listpack; <see langword="false"/> when it is none.</summary>
    public static bool Listpack(ReadOnlySpan<byte> pack, ElementTaker take)
    {
        var at = 6;
        while (pack[at] != 0xFF)
        {
            var start = at;
            var first = pack[at++];
            if (first < 0x80)
            {
                Number(first, take);
            }
            else if (first < 0xC0)
            {
                take(pack.Slice(at, first & 0x3F));
                at += first & 0x3F;
            }
            else if (first < 0xE0)
            {
                var number = ((first & 0x1F) << 8) | pack[at++];
                Number(number >= 1 << 12 ? number - (1 << 13) : number, take);
            }
            else
            {
                var length = first < 0xF0 ? ((first & 0x0F) << 8) | pack[at++] : first == 0xF0 ? BinaryPrimitives.ReadInt32LittleEndian(pack[at..]) : -1;
                if (length >= 0)
                {
                    at += first == 0xF0 ? 4 : 0;
                    take(pack.Slice(at, length));
                    at += length;
                }
                else if (first is >= 0xF1 and <= 0xF4)
                {
                    var size = first == 0xF4 ? 8 : first - 0xF1 + 2;
                    Number(Signed(pack.Slice(at, size)), take);
                    at += size;
                }
                else
                {
                    return false;
                }
            }

            // Behind each entry stands its length, in as many bytes as that needs with seven bits each.
            var entry = at - start;
            at += entry switch { < 1 << 7 => 1, < (1 << 14) - 1 => 2, < (1 << 21) - 1 => 3, < (1 << 28) - 1 => 4, _ => 5 };
        }

        return at == pack.Length - 1;
    }

    /// <summary>The elements of a ziplist; <see langword="false"/> when it is none.</summary>
    public static bool Ziplist(ReadOnlySpan<byte> pack, ElementTaker take)
    {
        var at = 10;
        while (pack[at] != 0xFF)
        {
            at += pack[at] == 0xFE ? 5 : 1;
            var first = pack[at++];
            if (first < 0xC0)
            {
                var length = (first >> 6) switch
                {
                    0 => first & 0x3F,
                    1 => ((first & 0x3F) << 8) | pack[at],
                    _ => BinaryPrimitives.ReadInt32BigEndian(pack[at..]),
                };
                at += (first >> 6) switch { 0 => 0, 1 => 1, _ => 4 };
                take(pack.Slice(at, length));
                at += length;
            }
            else if (first is >= 0xF1 and <= 0xFD)
            {
                Number((first & 0x0F) - 1, take);
            }
            else
            {
                var size = first switch { 0xC0 => 2, 0xD0 => 4, 0xE0 => 8, 0xF0 => 3, 0xFE => 1, _ => 0 };
                if (size == 0)
                {
                    return false;
                }

                Number(Signed(pack.Slice(at, size)), take);
                at += size;
            }
        }

        return at == pack.Length - 1;
    }

    /// <summary>The members of an intset; <see langword="false"/> when it is none.</summary>
    public static bool Intset(ReadOnlySpan<byte> pack, ElementTaker take)
    {
        var (size, count) = (BinaryPrimitives.ReadInt32LittleEndian(pack), BinaryPrimitives.ReadInt32LittleEndian(pack[4..]));
        if (size is not (2 or 4 or 8) || count < 0 || 8 + ((long)size * count) != pack.Length)
        {
            return false;
        }

        for (var index = 0; index < count; index++)
        {
            Number(Signed(pack.Slice(8 + (index * size), size)), take);
        }

        return true;
    }

    /// <summary>The fields and values of a zipmap in turn; <see langword="false"/> when it is none.</summary>
    public static bool Zipmap(ReadOnlySpan<byte> pack, ElementTaker take)
    {
        var at = 1;
        while (pack[at] != 0xFF)
        {
            var length = ZipmapLength(pack, ref at);
            take(pack.Slice(at, length));
            at += length;
            length = ZipmapLength(pack, ref at);
            var free = pack[at++];
            take(pack.Slice(at, length));
            at += length + free;
        }

        return at == pack.Length - 1;
    }

    private static int ZipmapLength(ReadOnlySpan<byte> pack, ref int at)
    {
        var first = pack[at++];
        if (first < 254)
        {
            return first;
        }

        at += 4;
        return BinaryPrimitives.ReadInt32LittleEndian(pack[(at - 4)..]);
    }

    private static long Signed(ReadOnlySpan<byte> bytes)
    {
        long number = (sbyte)bytes[^1];
        for (var index = bytes.Length - 2; index >= 0; index--)
        {
            number = (number << 8) | bytes[index];
        }

        return number;
    }

    private static void Number(long number, ElementTaker take)
    {
        Span<byte> text = stackalloc byte[20];
        number.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        take(text[..length]);
    }
}
