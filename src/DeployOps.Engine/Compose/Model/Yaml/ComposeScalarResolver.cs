using System.Globalization;
using System.Text.RegularExpressions;

namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>
/// Says what a value without quotes is, as the YAML reader of compose does (go-yaml v3, <c>resolve.go</c>): YAML 1.2, with the
/// octal numbers of YAML 1.1. Dates are left as text.
/// </summary>
internal static partial class ComposeScalarResolver
{
    public static (ComposeScalarKind Kind, string Text) Resolve(string plain)
    {
        switch (plain)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return (ComposeScalarKind.Null, "");
            case "true" or "True" or "TRUE":
                return (ComposeScalarKind.Boolean, "true");
            case "false" or "False" or "FALSE":
                return (ComposeScalarKind.Boolean, "false");
            default:
                return char.IsAsciiDigit(plain[0]) || plain[0] is '+' or '-' or '.' ? Number(plain) : (ComposeScalarKind.Text, plain);
        }
    }

    private static (ComposeScalarKind Kind, string Text) Number(string plain)
    {
        var digits = plain.Replace("_", "", StringComparison.Ordinal);
        if (Whole(digits) is { } whole)
        {
            return (ComposeScalarKind.WholeNumber, whole);
        }

        return FloatPattern().IsMatch(digits) && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? (ComposeScalarKind.Fraction, Print(number))
            : (ComposeScalarKind.Text, plain);
    }

    private static string? Whole(string digits)
    {
        var negative = digits.StartsWith('-');
        var body = digits.TrimStart('+', '-');
        if (digits.Length - body.Length > 1 || body.Length == 0 || body.Length > 80)
        {
            return null;
        }

        ulong value;
        if (body.Length > 1 && body[0] == '0')
        {
            var (radix, rest) = char.ToLowerInvariant(body[1]) switch
            {
                'x' => (16, body[2..]),
                'o' => (8, body[2..]),
                'b' => (2, body[2..]),
                _ => (8, body[1..]),
            };
            try
            {
                if (rest.Length == 0 || !rest.All(char.IsAsciiHexDigit))
                {
                    return null;
                }

                value = Convert.ToUInt64(rest, radix);
            }
            catch (Exception failure) when (failure is FormatException or OverflowException)
            {
                return null;
            }
        }
        else if (!ulong.TryParse(body, NumberStyles.None, CultureInfo.InvariantCulture, out value))
        {
            return null;
        }

        return negative && value > 0 ? $"-{value}" : value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>As Go prints a float64: digits until 21 places, an exponent of two digits from there.</summary>
    private static string Print(double number)
    {
        var magnitude = Math.Abs(number);
        if (magnitude is 0 or (>= 1e-4 and < 1e21))
        {
            return ((decimal)magnitude < 1e16m && magnitude < 1e16 ? number.ToString("0.#################", CultureInfo.InvariantCulture) : number.ToString("F0", CultureInfo.InvariantCulture));
        }

        return number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex FloatPattern();
}
