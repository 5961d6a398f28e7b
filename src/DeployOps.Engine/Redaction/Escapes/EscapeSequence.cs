using System.Buffers;

namespace DeployOps.Engine.Redaction.Escapes;

/// <summary>The grammar of the sequences by which programs colour what they write (ECMA-48, and the links and titles of terminals).</summary>
internal static class EscapeSequence
{
    /// <summary>The byte that begins one.</summary>
    public const byte Escape = 0x1b;

    private const int LongestControl = 256;
    private const int LongestString = 4096;

    private static readonly SearchValues<byte> StringEnds = SearchValues.Create([0x07, 0x1b, (byte)'\n', (byte)'\r']);

    /// <summary>How long the sequence is with which a text begins.</summary>
    /// <param name="text">A text whose first byte is <see cref="Escape"/>.</param>
    /// <param name="complete">Whether nothing follows the text.</param>
    /// <returns>At least one; -1 when the text ends before the sequence does and more may follow.</returns>
    public static int LengthOf(ReadOnlySpan<byte> text, bool complete)
    {
        if (text.Length == 1)
        {
            return complete ? 1 : -1;
        }

        return text[1] switch
        {
            (byte)'[' => LengthOfControl(text, 2, LongestControl, first: 0x30, finalFrom: 0x40, complete),
            (byte)']' or (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_' => LengthOfString(text, complete),
            >= 0x20 and <= 0x2f => LengthOfControl(text, 1, LongestControl, first: 0x20, finalFrom: 0x30, complete),
            >= 0x30 and <= 0x7e => 2,
            _ => 1,
        };
    }

    // "ESC [ 38;5;208 m", and "ESC ( B", which picks an alphabet.
    private static int LengthOfControl(ReadOnlySpan<byte> text, int start, int longest, byte first, byte finalFrom, bool complete)
    {
        var position = start;
        while (position < text.Length && position < longest && (text[position] is >= 0x20 and <= 0x2f || (text[position] >= first && text[position] < finalFrom)))
        {
            position++;
        }

        if (position == text.Length && position < longest)
        {
            return complete ? position : -1;
        }

        // What has no proper end is no sequence; the escape and its bracket are seen by nobody all the same.
        return position < longest && text[position] <= 0x7e && text[position] >= finalFrom ? position + 1 : start;
    }

    private static int LengthOfString(ReadOnlySpan<byte> text, bool complete)
    {
        var reach = text[..Math.Min(text.Length, LongestString)];
        var length = reach[2..].IndexOfAny(StringEnds);
        var end = length + 2;
        if (length < 0 || (reach[end] == Escape && end + 1 == text.Length))
        {
            return !complete && reach.Length == text.Length && reach.Length < LongestString ? -1 : 2;
        }

        return reach[end] switch
        {
            0x07 => end + 1,
            Escape when text[end + 1] == '\\' => end + 2,
            _ => 2,
        };
    }
}
