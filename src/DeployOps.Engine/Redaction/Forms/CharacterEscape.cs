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
        var escaped = new StringBuilder(value.Length + 16);
        foreach (var unit in value)
        {
            if (rule(unit) is { } replacement)
            {
                escaped.Append(replacement);
            }
            else
            {
                escaped.Append(unit);
            }
        }

        return escaped.ToString();
    }

    /// <summary>Applies a rule to each Unicode scalar value, as XML, YAML and Go see text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="rule">The replacement of one scalar, or null to keep it.</param>
    /// <returns>The escaped text.</returns>
    public static string Runes(string value, Func<Rune, string?> rule)
    {
        var escaped = new StringBuilder(value.Length + 16);
        foreach (var rune in value.EnumerateRunes())
        {
            escaped.Append(rule(rune) ?? rune.ToString());
        }

        return escaped.ToString();
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
}
