using System.Buffers.Binary;
using System.Text;

namespace DeployOps.Engine.Stores.Graph.PackStream;

/// <summary>
/// Reads PackStream values one after the other from memory, without making objects of them. A size that a value declares is
/// held against the bytes that are there before anything is made of it, so a broken or hostile server cannot exhaust memory.
/// </summary>
/// <param name="message">The packed values.</param>
public ref struct PackStreamReader(ReadOnlySpan<byte> message)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _message = message;
    private int _position = 0;

    /// <summary>How many bytes have been read.</summary>
    public readonly int Position => _position;

    /// <summary>Whether everything has been read.</summary>
    public readonly bool IsAtEnd => _position == _message.Length;

    /// <summary>The kind of the next value, without reading it.</summary>
    /// <exception cref="PackStreamFormatException">Nothing is left, or the marker is none of PackStream's.</exception>
    public readonly PackStreamType NextType =>
        PackStreamMarker.TypeOf(IsAtEnd ? throw EndsEarly() : _message[_position])
        ?? throw new PackStreamFormatException("a marker is reserved by PackStream");

    /// <summary>Reads a null.</summary>
    /// <exception cref="PackStreamFormatException">The next value is something else.</exception>
    public void ReadNull()
    {
        Expect(PackStreamType.Null);
        _position++;
    }

    /// <summary>Reads true or false.</summary>
    /// <exception cref="PackStreamFormatException">The next value is something else.</exception>
    public bool ReadBoolean()
    {
        Expect(PackStreamType.Boolean);
        return Next() == PackStreamMarker.True;
    }

    /// <summary>Reads an integer of any of its five sizes.</summary>
    /// <exception cref="PackStreamFormatException">The next value is something else, or it is cut off.</exception>
    public long ReadInteger()
    {
        if (_position < _message.Length && _message[_position] is var tiny and (< PackStreamMarker.TinyText or >= PackStreamMarker.NegativeTiny))
        {
            _position++;
            return (sbyte)tiny;
        }

        Expect(PackStreamType.WholeNumber);
        var marker = Next();
        return marker switch
        {
            PackStreamMarker.Integer8 => (sbyte)Next(),
            PackStreamMarker.Integer16 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            PackStreamMarker.Integer32 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            PackStreamMarker.Integer64 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            _ => (sbyte)marker,
        };
    }

    /// <summary>Reads a floating point number; every bit of it is kept, also of NaN.</summary>
    /// <exception cref="PackStreamFormatException">The next value is something else, or it is cut off.</exception>
    public double ReadFloat()
    {
        Expect(PackStreamType.FloatingPoint);
        _position++;
        return BinaryPrimitives.ReadDoubleBigEndian(Take(8));
    }

    /// <summary>Reads a text as its bytes in UTF-8, in place. They are not checked for being UTF-8.</summary>
    /// <exception cref="PackStreamFormatException">The next value is something else, or it is cut off.</exception>
    public ReadOnlySpan<byte> ReadTextBytes()
    {
        if (_position < _message.Length && _message[_position] is var tiny and >= PackStreamMarker.TinyText and < PackStreamMarker.TinyList)
        {
            _position++;
            return Take(tiny & 0x0F);
        }

        Expect(PackStreamType.Text);
        var marker = Next();
        return Take(Size(marker - PackStreamMarker.Text8));
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="PackStreamFormatException">The next value is something else, it is cut off, or it is not UTF-8.</exception>
    public string ReadText()
    {
        var bytes = ReadTextBytes();
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new PackStreamFormatException("a text is not valid UTF-8", exception);
        }
    }

    /// <summary>Reads a byte array, in place.</summary>
    /// <exception cref="PackStreamFormatException">The next value is something else, or it is cut off.</exception>
    public ReadOnlySpan<byte> ReadBytes()
    {
        Expect(PackStreamType.Bytes);
        return Take(Size(Next() - PackStreamMarker.Bytes8));
    }

    /// <summary>Reads the start of a list.</summary>
    /// <returns>The number of values that follow.</returns>
    /// <exception cref="PackStreamFormatException">The next value is something else, or it declares more than there is.</exception>
    public int ReadListHeader()
    {
        Expect(PackStreamType.List);
        var marker = Next();
        return Counted(marker < PackStreamMarker.TinyMap ? marker & 0x0F : Size(marker - PackStreamMarker.List8), bytesEach: 1);
    }

    /// <summary>Reads the start of a map.</summary>
    /// <returns>The number of keys that follow, each with its value behind it.</returns>
    /// <exception cref="PackStreamFormatException">The next value is something else, or it declares more than there is.</exception>
    public int ReadMapHeader()
    {
        Expect(PackStreamType.Map);
        var marker = Next();
        return Counted(marker < PackStreamMarker.TinyStructure ? marker & 0x0F : Size(marker - PackStreamMarker.Map8), bytesEach: 2);
    }

    /// <summary>Reads the start of a structure.</summary>
    /// <param name="tag">What it is.</param>
    /// <returns>The number of fields that follow.</returns>
    /// <exception cref="PackStreamFormatException">The next value is something else, or it declares more than there is.</exception>
    public int ReadStructureHeader(out byte tag)
    {
        Expect(PackStreamType.Structure);
        var fields = Next() & 0x0F;
        tag = Next();
        return Counted(fields, bytesEach: 1);
    }

    /// <summary>Passes over the next value when it is packed just so; for values that are often the same as the one before.</summary>
    /// <param name="packed">A whole value; of none, nothing is known.</param>
    /// <returns>Whether it was so.</returns>
    public bool TrySkip(scoped ReadOnlySpan<byte> packed)
    {
        // No value begins with the whole of another one, so that the value ends where these bytes do.
        if (packed.IsEmpty || !_message[_position..].StartsWith(packed))
        {
            return false;
        }

        _position += packed.Length;
        return true;
    }

    /// <summary>What has been read from a place on, as it is packed.</summary>
    /// <param name="start">What <see cref="Position"/> was there.</param>
    public readonly ReadOnlySpan<byte> From(int start) => _message[start.._position];

    /// <summary>Passes over the next value, however deep it is.</summary>
    /// <exception cref="PackStreamFormatException">It is malformed or cut off.</exception>
    public void Skip()
    {
        // No recursion: every value that is still due has at least one byte of its own, so this ends with the message.
        for (long due = 1; due > 0; due--)
        {
            switch (NextType)
            {
                case PackStreamType.Null or PackStreamType.Boolean:
                    _position++;
                    break;
                case PackStreamType.WholeNumber:
                    ReadInteger();
                    break;
                case PackStreamType.FloatingPoint:
                    ReadFloat();
                    break;
                case PackStreamType.Bytes:
                    ReadBytes();
                    break;
                case PackStreamType.Text:
                    ReadTextBytes();
                    break;
                case PackStreamType.List:
                    due += ReadListHeader();
                    break;
                case PackStreamType.Map:
                    due += 2L * ReadMapHeader();
                    break;
                default:
                    due += ReadStructureHeader(out _);
                    break;
            }
        }
    }

    private static PackStreamFormatException EndsEarly() => new("it ends too early");

    private readonly void Expect(PackStreamType type)
    {
        var next = NextType;
        if (next != type)
        {
            throw new PackStreamFormatException($"it is of the kind {next} where {type} belongs");
        }
    }

    private readonly int Counted(int count, int bytesEach) =>
        count <= (_message.Length - _position) / bytesEach ? count : throw new PackStreamFormatException("it declares more parts than the message has bytes");

    private int Size(int width)
    {
        var size = width switch
        {
            0 => Next(),
            1 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            _ => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
        };
        return size <= int.MaxValue ? (int)size : throw new PackStreamFormatException("it declares a size that PackStream does not allow");
    }

    private byte Next() => IsAtEnd ? throw EndsEarly() : _message[_position++];

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _message.Length - _position)
        {
            throw EndsEarly();
        }

        _position += count;
        return _message.Slice(_position - count, count);
    }
}
