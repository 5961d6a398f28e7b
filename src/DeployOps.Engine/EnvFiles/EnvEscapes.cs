using System.Text;

namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// The escapes of a double-quoted value. Source: compose-go <c>dotenv/parser.go</c>, <c>expandEscapes</c>, and the Go
/// specification of rune literals.
/// </summary>
internal static class EnvEscapes
{
    private const string EscapeNames = "abfnrtv\\\"$";
    private const int OctalDigits = 3;
    private const int LargestOctal = 255;
    private static readonly string[] Meanings = ["\a", "\b", "\f", "\n", "\r", "\t", "\v", "\\", "\"", "$$"];

    /// <summary>
    /// Replaces the escapes. <c>\$</c> becomes <c>$$</c>, because interpolation follows; a name that is not an escape keeps
    /// its backslash.
    /// </summary>
    public static string Expand(string text)
    {
        var next = text.IndexOf('\\', StringComparison.Ordinal);
        if (next < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var position = 0;
        while (next >= 0 && next + 1 < text.Length)
        {
            result.Append(text, position, next - position);
            position = next + Append(result, text, next);
            next = text.IndexOf('\\', position);
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>Appends what the escape at <paramref name="start"/> stands for, and returns its length in the text.</summary>
    private static int Append(StringBuilder result, string text, int start)
    {
        var name = text[start + 1];
        if (name == '0')
        {
            return AppendOctal(result, text, start);
        }

        // Anything else keeps its backslash; that holds for \c too, which compose looks at and Go does not know.
        var place = EscapeNames.IndexOf(name, StringComparison.Ordinal);
        if (place < 0)
        {
            result.Append('\\');
            return 1;
        }

        result.Append(Meanings[place]);
        return 2;
    }

    /// <summary>
    /// <c>\0ddd</c>. Go writes it without the zero, so the zero goes first; when what is left is not an escape of three
    /// octal digits up to 377, the backslash and the digits stay, without that zero.
    /// </summary>
    private static int AppendOctal(StringBuilder result, string text, int start)
    {
        var first = start + 2;
        var end = first;
        while (end < text.Length && end < first + OctalDigits && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        var digits = text.AsSpan(first, end - first);
        var value = 0;
        foreach (var digit in digits)
        {
            value = digit <= '7' && value >= 0 ? (value * 8) + (digit - '0') : -1;
        }

        if (digits.Length == OctalDigits && value is >= 0 and <= LargestOctal)
        {
            result.Append((char)value);
        }
        else
        {
            result.Append('\\').Append(digits);
        }

        return end - start;
    }
}
