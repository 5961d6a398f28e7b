using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace DeployOps.Engine.Stores.Graph.PackStream;

/// <summary>Writes PackStream values, each in its shortest form.</summary>
/// <param name="output">Where the bytes go.</param>
public sealed class PackStreamWriter(IBufferWriter<byte> output)
{
    // Strict: a lone surrogate would silently become another text.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes a null.</summary>
    public void WriteNull() => Put(PackStreamMarker.Null);

    /// <summary>Writes true or false.</summary>
    public void WriteBoolean(bool value) => Put(value ? PackStreamMarker.True : PackStreamMarker.False);

    /// <summary>Writes an integer.</summary>
    public void WriteInteger(long value)
    {
        var span = output.GetSpan(9);
        switch (value)
        {
            case >= -16 and <= sbyte.MaxValue:
                span[0] = unchecked((byte)value);
                output.Advance(1);
                break;
            case >= sbyte.MinValue and < 0:
                span[0] = PackStreamMarker.Integer8;
                span[1] = unchecked((byte)value);
                output.Advance(2);
                break;
            case >= short.MinValue and <= short.MaxValue:
                span[0] = PackStreamMarker.Integer16;
                BinaryPrimitives.WriteInt16BigEndian(span[1..], (short)value);
                output.Advance(3);
                break;
            case >= int.MinValue and <= int.MaxValue:
                span[0] = PackStreamMarker.Integer32;
                BinaryPrimitives.WriteInt32BigEndian(span[1..], (int)value);
                output.Advance(5);
                break;
            default:
                span[0] = PackStreamMarker.Integer64;
                BinaryPrimitives.WriteInt64BigEndian(span[1..], value);
                output.Advance(9);
                break;
        }
    }

    /// <summary>Writes a floating point number with all its bits.</summary>
    public void WriteFloat(double value)
    {
        var span = output.GetSpan(9);
        span[0] = PackStreamMarker.Float;
        BinaryPrimitives.WriteDoubleBigEndian(span[1..], value);
        output.Advance(9);
    }

    /// <summary>Writes a byte array.</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        PutSized(value.Length, tiny: null, PackStreamMarker.Bytes8);
        output.Write(value);
    }

    /// <summary>Writes a text.</summary>
    /// <exception cref="PackStreamFormatException">It holds half of a surrogate pair, for which UTF-8 has no bytes.</exception>
    public void WriteText(ReadOnlySpan<char> value)
    {
        try
        {
            var size = Utf8.GetByteCount(value);
            PutSized(size, PackStreamMarker.TinyText, PackStreamMarker.Text8);
            output.Advance(Utf8.GetBytes(value, output.GetSpan(size)));
        }
        catch (EncoderFallbackException exception)
        {
            throw new PackStreamFormatException("a text holds half of a surrogate pair", exception);
        }
    }

    /// <summary>Writes a text that is in UTF-8 already.</summary>
    public void WriteTextBytes(ReadOnlySpan<byte> value)
    {
        PutSized(value.Length, PackStreamMarker.TinyText, PackStreamMarker.Text8);
        output.Write(value);
    }

    /// <summary>Writes the start of a list; its values follow.</summary>
    public void WriteListHeader(int count) => PutSized(count, PackStreamMarker.TinyList, PackStreamMarker.List8);

    /// <summary>Writes the start of a map; its keys follow, each with its value behind it.</summary>
    public void WriteMapHeader(int count) => PutSized(count, PackStreamMarker.TinyMap, PackStreamMarker.Map8);

    /// <summary>Writes the start of a structure; its fields follow.</summary>
    /// <param name="tag">What it is.</param>
    /// <param name="fields">How many fields follow; 0 to 15.</param>
    public void WriteStructureHeader(byte tag, int fields)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)fields, 15U, nameof(fields));
        Put((byte)(PackStreamMarker.TinyStructure | fields));
        Put(tag);
    }

    private void Put(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    private void PutSized(int size, byte? tiny, byte sized)
    {
        var span = output.GetSpan(5);
        if (tiny is { } marker && size < 16)
        {
            span[0] = (byte)(marker | size);
            output.Advance(1);
        }
        else if (size <= byte.MaxValue)
        {
            span[0] = sized;
            span[1] = (byte)size;
            output.Advance(2);
        }
        else if (size <= ushort.MaxValue)
        {
            span[0] = (byte)(sized + 1);
            BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)size);
            output.Advance(3);
        }
        else
        {
            span[0] = (byte)(sized + 2);
            BinaryPrimitives.WriteInt32BigEndian(span[1..], size);
            output.Advance(5);
        }
    }
}
