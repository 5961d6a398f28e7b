using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>Strings as they stand in the bytes of a value: plain, as a number, or compressed with LZF.</summary>
internal static class RdbText
{
    /// <summary>Reads a string; <see langword="null"/> when it is damaged or longer than it may be.</summary>
    /// <param name="value">The bytes.</param>
    /// <param name="at">Where it begins; afterwards where it ends.</param>
    /// <param name="most">How long it may be.</param>
    public static byte[]? Read(ReadOnlySpan<byte> value, ref int at, int most = int.MaxValue)
    {
        var length = Length(value, ref at, out var isEncoding);
        if (!isEncoding)
        {
            if (length > (ulong)Math.Min(most, value.Length - at))
            {
                return null;
            }

            at += (int)length;
            return value[(at - (int)length)..at].ToArray();
        }

        switch (length)
        {
            case 0:
                at += 1;
                return Number((sbyte)value[at - 1]);
            case 1:
                at += 2;
                return Number(BinaryPrimitives.ReadInt16LittleEndian(value[(at - 2)..]));
            case 2:
                at += 4;
                return Number(BinaryPrimitives.ReadInt32LittleEndian(value[(at - 4)..]));
            default:
                var compressed = Length(value, ref at, out _);
                var plain = Length(value, ref at, out _);
                if (compressed > (ulong)(value.Length - at) || plain > (ulong)most)
                {
                    return null;
                }

                at += (int)compressed;
                return Lzf.Decompress(value[(at - (int)compressed)..at], (int)plain);
        }
    }

    /// <summary>A number as its text.</summary>
    public static byte[] Number(long number) => Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A length, or the sign of a special encoding.</summary>
    public static ulong Length(ReadOnlySpan<byte> value, ref int at, out bool isEncoding)
    {
        var first = value[at++];
        isEncoding = first >> 6 == 3;
        switch (first >> 6)
        {
            case 0:
                return first;
            case 1:
                return ((ulong)(first & 0x3F) << 8) | value[at++];
            case 3:
                return (ulong)(first & 0x3F);
            default:
                at += first == 0x80 ? 4 : 8;
                return first == 0x80 ? BinaryPrimitives.ReadUInt32BigEndian(value[(at - 4)..]) : BinaryPrimitives.ReadUInt64BigEndian(value[(at - 8)..]);
        }
    }
}
