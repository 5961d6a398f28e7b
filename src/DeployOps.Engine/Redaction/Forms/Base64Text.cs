namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// The base64 texts of some bytes (RFC 4648, section 4). Inside a longer run of bytes they may begin at any of three
/// places in a group of three, which shifts every letter; at each place the letters that depend on the bytes alone are
/// known, and those at the two ends, which mix in a neighbour's bits, are not.
/// </summary>
internal static class Base64Text
{
    /// <summary>All texts in the ordinary alphabet: the padded whole, and the stable letters at each offset.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>Four texts.</returns>
    public static IEnumerable<string> Of(byte[] bytes)
    {
        yield return Convert.ToBase64String(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            yield return Stable(bytes, offset);
        }
    }

    /// <summary>
    /// The same text as other writers carry it: a plus sign, a slash and an equals sign are escaped in URLs and in some JSON.
    /// </summary>
    /// <param name="text">A base64 text in the ordinary alphabet.</param>
    /// <returns>The text itself and its escaped versions.</returns>
    public static IEnumerable<SecretText> Carried(string text)
    {
        yield return text;
        if (text.AsSpan().IndexOfAny("+/=") < 0)
        {
            yield break;
        }

        yield return text.Replace("+", "\\u002B", StringComparison.Ordinal);
        yield return text.Replace("/", "\\/", StringComparison.Ordinal);
        yield return Percent(text, "%2B", "%2F", "%3D");
        yield return Percent(text, "%2b", "%2f", "%3d");
    }

    /// <summary>The same text in the alphabet for URLs (RFC 4648, section 5), with and without padding.</summary>
    /// <param name="text">A base64 text in the ordinary alphabet.</param>
    /// <returns>The two texts.</returns>
    public static IEnumerable<SecretText> Url(string text)
    {
        var url = text.Replace('+', '-').Replace('/', '_');
        yield return url;
        yield return url.TrimEnd('=');
    }

    private static string Percent(string text, string plus, string slash, string pad) => text
        .Replace("+", plus, StringComparison.Ordinal)
        .Replace("/", slash, StringComparison.Ordinal)
        .Replace("=", pad, StringComparison.Ordinal);

    private static string Stable(byte[] bytes, int offset)
    {
        var shifted = new byte[offset + bytes.Length];
        bytes.CopyTo(shifted, offset);
        var first = ((offset * 8) + 5) / 6;
        var end = shifted.Length * 8 / 6;
        return first >= end ? string.Empty : Convert.ToBase64String(shifted)[first..end];
    }
}
