using System.Buffers.Text;
using System.Globalization;

namespace DeployOps.Engine.Backups.Stores.Graph.Text;

/// <summary>Text in UTF-8 that grows and is used again, so that a million rows cost no objects.</summary>
internal sealed class ByteText(int size = 1024)
{
    private const int LongestNumber = 32;
    private byte[] _bytes = new byte[size];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>Forgets what is behind a length.</summary>
    public void Cut(int length) => Length = length;

    public void Clear() => Length = 0;

    public ByteText Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
        return this;
    }

    public ByteText Add(byte value)
    {
        Room(1)[0] = value;
        Length++;
        return this;
    }

    public ByteText Add(long value)
    {
        Utf8Formatter.TryFormat(value, Room(LongestNumber), out var written);
        Length += written;
        return this;
    }

    /// <summary>The shortest digits that give the same number again; always with a point or an exponent, so that it stays a float.</summary>
    public ByteText Add(double value)
    {
        value.TryFormat(Room(LongestNumber), out var written, "R", CultureInfo.InvariantCulture);
        var digits = _bytes.AsSpan(Length, written);
        Length += written;
        return digits.IndexOfAny("."u8[0], "E"u8[0]) < 0 ? Add(".0"u8) : this;
    }

    /// <summary>What was written from a place on.</summary>
    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    public ReadOnlySpan<byte> Slice(int start, int end) => _bytes.AsSpan(start, end - start);

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max((long)_bytes.Length * 2, (long)Length + count), Array.MaxLength));
        }

        return _bytes.AsSpan(Length);
    }
}
