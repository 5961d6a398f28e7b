using System.Buffers.Binary;
using System.Text;

namespace Shop.Backend.Graph;

/// <summary>Reads PackStream values: null, bool, long, double, string, list, map, and structures as their fields.</summary>
internal sealed class PackStreamReader(ReadOnlyMemory<byte> message)
{
    private int _position;

    public (byte Signature, object?[] Fields) Structure()
    {
        var marker = Next();
        if (marker is < 0xB0 or > 0xBF)
        {
            throw new IOException("The message is not a Bolt structure");
        }

        var signature = Next();
        return (signature, Items(marker & 0x0F));
    }

    private object? Value()
    {
        var marker = message.Span[_position];
        if (marker is >= 0xB0 and <= 0xBF)
        {
            return Structure().Fields;
        }

        _position++;
        return marker switch
        {
            < 0x80 => (long)marker,
            < 0x90 => Text(marker & 0x0F),
            < 0xA0 => Items(marker & 0x0F),
            < 0xB0 => Map(marker & 0x0F),
            0xC0 => null,
            0xC1 => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
            0xC2 => false,
            0xC3 => true,
            0xC8 => (long)(sbyte)Next(),
            0xC9 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xCA => (long)BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xCB => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            >= 0xD0 and <= 0xD2 => Text(Size(marker - 0xD0)),
            >= 0xD4 and <= 0xD6 => Items(Size(marker - 0xD4)),
            >= 0xD8 and <= 0xDA => Map(Size(marker - 0xD8)),
            >= 0xF0 => (long)(sbyte)marker,
            _ => throw new IOException("The message holds an unknown PackStream marker"),
        };
    }

    private object?[] Items(int count)
    {
        var items = new object?[count];
        for (var index = 0; index < count; index++)
        {
            items[index] = Value();
        }

        return items;
    }

    private Dictionary<string, object?> Map(int count)
    {
        Dictionary<string, object?> map = new(count);
        for (var index = 0; index < count; index++)
        {
            var key = Value() as string ?? throw new IOException("A map key is no text");
            map[key] = Value();
        }

        return map;
    }

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private int Size(int width) => width switch
    {
        0 => Next(),
        1 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        _ => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
    };

    private byte Next() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || _position + count > message.Length)
        {
            throw new IOException("The message ends too early");
        }

        _position += count;
        return message.Span.Slice(_position - count, count);
    }
}
