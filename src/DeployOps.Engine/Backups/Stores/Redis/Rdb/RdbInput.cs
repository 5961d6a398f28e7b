using System.Buffers;
using System.Buffers.Binary;

namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>The bytes of an RDB file as they come, with their checksum, and with what a value is written in kept for whoever wants it.</summary>
internal sealed class RdbInput(Stream source)
{
    // A string of Redis has 512 MiB at most; proto-max-bulk-len can raise that to what an array holds here.
    private const long LongestString = 0x7FFFFFC7;
    private readonly byte[] _buffer = new byte[256 * 1024];
    private ArrayBufferWriter<byte>? _kept;
    private int _at;
    private int _end;
    private int _kneaded;
    private int _copied;
    private ulong _crc;
    private long _before;

    /// <summary>How many bytes were taken.</summary>
    public long Position => _before + _at;

    /// <summary>The checksum of all bytes taken.</summary>
    public ulong Checksum()
    {
        Knead();
        return _crc;
    }

    /// <summary>Begins to keep the bytes that are taken.</summary>
    public void Keep(ArrayBufferWriter<byte> kept)
    {
        kept.ResetWrittenCount();
        (_kept, _copied) = (kept, _at);
    }

    /// <summary>Ends keeping.</summary>
    public void EndKeeping()
    {
        Copy();
        _kept = null;
    }

    public byte Byte()
    {
        Demand(1);
        return _buffer[_at++];
    }

    public uint UInt32()
    {
        Demand(4);
        _at += 4;
        return BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_at - 4));
    }

    public ulong UInt64()
    {
        Demand(8);
        _at += 8;
        return BinaryPrimitives.ReadUInt64LittleEndian(_buffer.AsSpan(_at - 8));
    }

    /// <summary>A few bytes; valid until the next call.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        Demand(count);
        _at += count;
        return _buffer.AsSpan(_at - count, count);
    }

    /// <summary>A length; the sign of a special encoding is no length.</summary>
    public ulong Length()
    {
        var length = LengthOrEncoding(out var isEncoding);
        return isEncoding ? throw Damaged("a length is none") : length;
    }

    /// <summary>Passes a string over.</summary>
    public void SkipString()
    {
        var length = LengthOrEncoding(out var isEncoding);
        if (!isEncoding)
        {
            Skip(length);
            return;
        }

        switch (length)
        {
            case 0: Skip(1); break;
            case 1: Skip(2); break;
            case 2: Skip(4); break;
            case 3:
                var compressed = Length();
                if (Length() > LongestString)
                {
                    throw Damaged("a string is longer than a string can be");
                }

                Skip(compressed);
                break;
            default: throw Damaged("a string has an encoding that is not known");
        }
    }

    /// <summary>A string of moderate length: a name, a piece of code.</summary>
    public byte[] String(int most)
    {
        var kept = new ArrayBufferWriter<byte>();
        Keep(kept);
        SkipString();
        EndKeeping();
        var at = 0;
        var text = RdbText.Read(kept.WrittenSpan, ref at, most);
        return text ?? throw Damaged("a string is longer than it may be, or damaged");
    }

    public void Skip(ulong count)
    {
        if (count > LongestString)
        {
            throw Damaged("a string is longer than a string can be");
        }

        for (var left = (long)count; left > 0;)
        {
            if (_at == _end)
            {
                Demand(1);
            }

            var step = (int)Math.Min(left, _end - _at);
            _at += step;
            left -= step;
        }
    }

    /// <summary>Whether nothing follows.</summary>
    public bool IsAtEnd() => _at == _end && !Fill();

    public RdbFormatException Damaged(string reason) => new(reason, Position);

    private ulong LengthOrEncoding(out bool isEncoding)
    {
        var first = Byte();
        isEncoding = first >> 6 == 3;
        return (first >> 6) switch
        {
            0 => first,
            1 => ((ulong)(first & 0x3F) << 8) | Byte(),
            2 when first == 0x80 => BinaryPrimitives.ReadUInt32BigEndian(Bytes(4)),
            2 when first == 0x81 => BinaryPrimitives.ReadUInt64BigEndian(Bytes(8)),
            3 => (ulong)(first & 0x3F),
            _ => throw Damaged("a length is none"),
        };
    }

    private void Demand(int count)
    {
        while (_end - _at < count)
        {
            if (!Fill())
            {
                throw Damaged("it ends too early");
            }
        }
    }

    // What was taken leaves the buffer; what is left over moves to its beginning.
    private bool Fill()
    {
        Knead();
        Copy();
        _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
        _before += _at;
        (_end, _at, _kneaded, _copied) = (_end - _at, 0, 0, 0);
        var read = source.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    private void Knead()
    {
        _crc = Crc64.Append(_crc, _buffer.AsSpan(_kneaded, _at - _kneaded));
        _kneaded = _at;
    }

    private void Copy()
    {
        _kept?.Write(_buffer.AsSpan(_copied, _at - _copied));
        _copied = _at;
    }
}
