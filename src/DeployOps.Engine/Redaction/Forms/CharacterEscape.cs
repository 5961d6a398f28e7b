using System.Globalization;
using System.Text;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Builds an escaped text from a rule for one character: what most forms have in common.</summary>
internal static class CharacterEscape
{
    /// <summary>Applies a rule to each UTF-16 unit, as JSON and C# see text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="rule">The replacement of one unit, or null to keep it.</param>
    /// <returns>The escaped text.</returns>
    public static string Units(string value, Func<char, string?> rule)
    {
        StringBuilder? escaped = null;
        for (var index = 0; index < value.Length; index++)
        {
            if (rule(value[index]) is { } replacement)
            {
                escaped = Begun(escaped, value, index).Append(replacement);
            }
            else
            {
                escaped?.Append(value[index]);
            }
        }

        return escaped?.ToString() ?? value;
    }

    /// <summary>Applies a rule to each Unicode scalar value, as XML, YAML and Go see text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="rule">The replacement of one scalar, or null to keep it.</param>
    /// <returns>The escaped text.</returns>
    public static string Runes(string value, Func<Rune, string?> rule)
    {
        StringBuilder? escaped = null;
        var index = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            if (rule(rune) is { } replacement)
            {
                escaped = Begun(escaped, value, index).Append(replacement);
            }
            else
            {
                escaped?.Append(value, index, rune.Utf16SequenceLength);
            }

            index += rune.Utf16SequenceLength;
        }

        return escaped?.ToString() ?? value;
    }

    /// <summary>Applies a rule to each byte of the UTF-8 text; a byte the rule keeps must be ASCII.</summary>
    /// <param name="value">The value.</param>
    /// <param name="rule">The replacement of one byte, or null to keep it.</param>
    /// <returns>The escaped text.</returns>
    public static string Octets(string value, Func<byte, string?> rule)
    {
        var escaped = new StringBuilder(value.Length + 16);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            if (rule(octet) is { } replacement)
            {
                escaped.Append(replacement);
            }
            else
            {
                escaped.Append((char)octet);
            }
        }

        return escaped.ToString();
    }

    /// <summary>Writes a number in hexadecimal.</summary>
    /// <param name="number">The number.</param>
    /// <param name="digits">How many digits at least.</param>
    /// <param name="upper">Whether letters are upper case.</param>
    /// <returns>The digits.</returns>
    public static string Hex(int number, int digits, bool upper) =>
        number.ToString((upper ? "X" : "x") + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // Most forms leave most values as they are; then no text is built, and the double is cheap to see.
    private static StringBuilder Begun(StringBuilder? escaped, string value, int index) =>
        escaped ?? new StringBuilder(value.Length + 32).Append(value, 0, index);
}
