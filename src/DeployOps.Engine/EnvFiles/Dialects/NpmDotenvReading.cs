using System.Text.RegularExpressions;

namespace DeployOps.Engine.EnvFiles.Dialects;

/// <summary>
/// What npm dotenv reads. It looks for assignments with one regular expression, wherever they are, so its behaviour is the
/// backtracking of that expression; it is built here from its parts, with JavaScript's classes spelled out.
/// </summary>
internal static class NpmDotenvReading
{
    // JavaScript's \s has the BOM and lacks U+0085; .NET's is the other way round.
    private const string Space = "[\\t\\n\\v\\f\\r \\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF]";
    private const string LineStart = "(?<=\\A|[\\n\\r\\u2028\\u2029])";
    private const string LineEnd = "(?=\\z|[\\n\\r\\u2028\\u2029])";
    private const string Key = "(?<key>[A-Za-z0-9_.-]+)";

    // The colon counts only with white space behind it, and the key must touch it.
    private const string Separator = "(?:" + Space + "*=" + Space + "*?|:" + Space + "+?)";
    private const string Comment = "(?:#[^\\n\\r\\u2028\\u2029]*)?";
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);

    private static readonly Regex Assignment = new(
        LineStart + Space + "*(?:export" + Space + "+)?" + Key + Separator
            + "(?<value>" + Quoted('\'') + "|" + Quoted('"') + "|" + Quoted('`') + "|[^#\\r\\n]+)?"
            + Space + "*" + Comment + LineEnd,
        RegexOptions.CultureInvariant,
        LongestMatch);

    private static readonly char[] JavaScriptSpaces =
        [.. "\t\n\v\f\r \u00A0\u1680\u2028\u2029\u202F\u205F\u3000\uFEFF", .. Enumerable.Range(0x2000, 11).Select(code => (char)code)];

    /// <summary>The keys and values, or null when the text is so odd that the search took too long.</summary>
    public static Dictionary<string, string>? Read(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            for (var match = Assignment.Match(lines); match.Success; match = match.NextMatch())
            {
                values[match.Groups["key"].Value] = Value(match.Groups["value"].Value.Trim(JavaScriptSpaces));
                if (TimeProvider.System.GetElapsedTime(started) > LongestMatch)
                {
                    return null;
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }

        return values;
    }

    /// <summary>Quotes go when the first and the last character of the value are the same one; only <c>\n</c> and <c>\r</c> are escapes.</summary>
    private static string Value(string written)
    {
        if (written.Length == 0)
        {
            return written;
        }

        var quote = written[0];
        var value = quote is '\'' or '"' or '`' ? StripQuotes(written, quote) : written;
        return quote == '"'
            ? value.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal)
            : value;
    }

    private static string StripQuotes(string written, char quote)
    {
        // The pattern is anchored at lines, not at the value: the longest stretch that ends a line with the quote loses its quotes.
        for (var end = written.Length - 1; end > 0; end--)
        {
            var endsLine = end == written.Length - 1 || written[end + 1] is '\n' or '\u2028' or '\u2029';
            if (endsLine && written[end] == quote)
            {
                return string.Concat(written.AsSpan(1, end - 1), written.AsSpan(end + 1));
            }
        }

        return written;
    }

    private static string Quoted(char quote) => $"{Space}*{quote}(?:\\\\{quote}|[^{quote}])*{quote}";
}
