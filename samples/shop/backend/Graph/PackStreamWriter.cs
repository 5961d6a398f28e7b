using System.Buffers.Binary;
using System.Text;

namespace Shop.Backend.Graph;

/// <summary>Writes one Bolt message in PackStream, cut into chunks.</summary>
internal sealed class PackStreamWriter(MemoryStream body)
{
    /// <summary>A structure of a signature and fields, as chunks with the closing empty chunk.</summary>
    public static byte[] Message(byte signature, params object?[] fields)
    {
        using var content = new MemoryStream();
        content.Write([(byte)(0xB0 + fields.Length), signature]);
        var writer = new PackStreamWriter(content);
        foreach (var field in fields)
        {
            writer.Value(field);
        }

        var bytes = content.ToArray();
        using var message = new MemoryStream();
        for (var offset = 0; offset < bytes.Length; offset += ushort.MaxValue)
        {
            var length = Math.Min(ushort.MaxValue, bytes.Length - offset);
            message.Write([(byte)(length >> 8), (byte)length]);
            message.Write(bytes, offset, length);
        }

        message.Write([0, 0]);
        return message.ToArray();
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null:
                body.WriteByte(0xC0);
                break;
            case bool flag:
                body.WriteByte(flag ? (byte)0xC3 : (byte)0xC2);
                break;
            case int number:
                Integer(number);
                break;
            case long number:
                Integer(number);
                break;
            case string text:
                Text(text);
                break;
            case IReadOnlyDictionary<string, object?> map:
                Header(map.Count, 0xA0, 0xD8);
                foreach (var (key, item) in map)
                {
                    Text(key);
                    Value(item);
                }

                break;
            default:
                throw new NotSupportedException($"A {value.GetType().Name} is no graph parameter");
        }
    }

    private void Integer(long number)
    {
        if (number is >= -16 and <= 127)
        {
            body.WriteByte((byte)number);
            return;
        }

        Span<byte> bytes = stackalloc byte[9];
        bytes[0] = 0xCB;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], number);
        body.Write(bytes);
    }

    private void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Header(bytes.Length, 0x80, 0xD0);
        body.Write(bytes);
    }

    private void Header(int size, byte tiny, byte sized)
    {
        if (size < 16)
        {
            body.WriteByte((byte)(tiny + size));
        }
        else if (size <= byte.MaxValue)
        {
            body.Write([sized, (byte)size]);
        }
        else if (size <= ushort.MaxValue)
        {
            body.Write([(byte)(sized + 1), (byte)(size >> 8), (byte)size]);
        }
        else
        {
            body.Write([(byte)(sized + 2), (byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size]);
        }
    }
}
