using System.Buffers.Text;
using System.Globalization;

namespace DeployOps.Engine.Backups.Stores.Graph.Text;

/// <summary>Text in UTF-8 that grows and is used again, so that a million rows cost no objects.</summary>
internal sealed class ByteText(int size = 1024)
{
    private const int LongestNumber = 32;
    private const double MostExact = 1E+13;
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
        if (value is >= 0 and <= 9)
        {
            return Add((byte)('0' + value));
        }

        Utf8Formatter.TryFormat(value, Room(LongestNumber), out var written);
        Length += written;
        return this;
    }

    /// <summary>The shortest digits that give the same number again; always with a point or an exponent, so that it stays a float.</summary>
    public ByteText Add(double value)
    {
        if (Math.Abs(value) is >= 1 and < MostExact && TryAddShort(value))
        {
            return this;
        }

        value.TryFormat(Room(LongestNumber), out var written, "R", CultureInfo.InvariantCulture);
        var digits = _bytes.AsSpan(Length, written);
        Length += written;
        return digits.IndexOfAny("."u8[0], "E"u8[0]) < 0 ? Add(".0"u8) : this;
    }

    /// <summary>What was written from a place on.</summary>
    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    public ReadOnlySpan<byte> Slice(int start, int end) => _bytes.AsSpan(start, end - start);

    /// <summary>
    /// Writes a number of at most two decimals, as prices are. So many digits or fewer stand for one number only, and each number for one such text: when these
    /// give the number, they are the shortest that do.
    /// </summary>
    private bool TryAddShort(double value)
    {
        var hundredths = Math.Round(value * 100);
        if (hundredths / 100 != value)
        {
            return false;
        }

        var (whole, rest) = Math.DivRem((long)hundredths, 100);
        Add(whole).Add((byte)'.');
        var (tenth, hundredth) = Math.DivRem((int)Math.Abs(rest), 10);
        Add((byte)('0' + tenth));
        if (hundredth != 0)
        {
            Add((byte)('0' + hundredth));
        }

        return true;
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max((long)_bytes.Length * 2, (long)Length + count), Array.MaxLength));
        }

        return _bytes.AsSpan(Length);
    }
}
