namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Percent-encoding with a given set of bytes left alone, in both hexadecimal cases (RFC 3986, section 2.1).</summary>
internal static class PercentEscape
{
    /// <summary>The sub-delimiters and general delimiters of RFC 3986, section 2.2.</summary>
    public const string Reserved = ":/?#[]@!$&'()*+,;=";

    /// <summary>Encodes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="plain">The punctuation left as it is; letters and digits always are.</param>
    /// <param name="space">What a space becomes, or null for <c>%20</c>.</param>
    /// <returns>The text with upper-case and the text with lower-case digits.</returns>
    public static IEnumerable<SecretText> Of(string value, string plain, string? space = null)
    {
        foreach (var upper in new[] { true, false })
        {
            yield return CharacterEscape.Octets(value, octet => Escape(octet, plain, space, upper));
        }
    }

    private static string? Escape(byte octet, string plain, string? space, bool upper)
    {
        if (octet == ' ' && space is not null)
        {
            return space;
        }

        return char.IsAsciiLetterOrDigit((char)octet) || plain.Contains((char)octet, StringComparison.Ordinal)
            ? null
            : "%" + CharacterEscape.Hex(octet, 2, upper);
    }
}
