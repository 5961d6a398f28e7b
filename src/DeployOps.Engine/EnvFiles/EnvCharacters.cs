using System.Globalization;
using System.Text;

namespace DeployOps.Engine.EnvFiles;

/// <summary>The character classes of compose's grammar. They are Go's, which are not quite .NET's.</summary>
internal static class EnvCharacters
{
    /// <summary>White space that does not end a line: Go's Latin-1 blanks without the line feed.</summary>
    public static bool IsBlank(char character) =>
        character is '\t' or '\v' or '\f' or '\r' or ' ' or '\u0085' or '\u00A0';

    /// <summary>White space after which <c>export</c> is taken for the prefix: the <c>\s</c> of Go's regular expressions.</summary>
    public static bool EndsExport(char character) => character is '\t' or '\n' or '\f' or '\r' or ' ';

    /// <summary>Unicode white space, the line feed included (property White_Space).</summary>
    public static bool IsWhiteSpace(char character) =>
        character is (>= '\t' and <= '\r') or ' ' or '\u0085' or '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A')
            or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000';

    /// <summary>What a key may hold: any letter, any number, and <c>_ . - [ ]</c>.</summary>
    public static bool IsKeyCharacter(Rune rune)
    {
        if (rune.IsAscii)
        {
            return char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '_' or '.' or '-' or '[' or ']';
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
    }

    /// <summary>
    /// The first character of a variable name. The pattern in compose ignores case, and in Go that lets in the two
    /// characters which fold to an ASCII letter: the long s and the Kelvin sign.
    /// </summary>
    public static bool StartsName(char character) =>
        char.IsAsciiLetter(character) || character is '_' or '\u017F' or '\u212A';

    /// <summary>A further character of a variable name.</summary>
    public static bool ContinuesName(char character) => StartsName(character) || char.IsAsciiDigit(character);
}
