using System.Text.RegularExpressions;
using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction;

/// <summary>
/// Finds the secrets written inside a longer value: <c>password: x</c> in a configuration file, JSON, a connection string, the
/// options of well-known programs, password hashes, and URLs whose password was not escaped.
/// </summary>
internal static partial class WrittenSecrets
{
    /// <summary>Where they stand, in the order of the text; no two overlap.</summary>
    /// <param name="text">The value.</param>
    /// <param name="isSecretName">Whether what a name names is secret.</param>
    public static IReadOnlyList<MatchSpan> Find(string text, Func<string, bool> isSecretName)
    {
        var found = Named().Matches(text).Concat(Attributes().Matches(text)).Where(match => isSecretName(match.Groups["name"].Value))
            .Concat(Options().Matches(text)).Concat(Hashes().Matches(text)).Concat(Urls().Matches(text))
            .Select(match => match.Groups["value"])
            .Where(value => value.Length > 0 && !value.Value.StartsWith(Redactor.Mask, StringComparison.Ordinal) && !value.Value.StartsWith("${", StringComparison.Ordinal))
            .OrderBy(value => value.Index).ThenByDescending(value => value.Length);
        var spans = new List<MatchSpan>();
        foreach (var value in found)
        {
            var start = spans.Count == 0 ? value.Index : Math.Max(value.Index, spans[^1].End);
            if (value.Index + value.Length > start)
            {
                spans.Add(new MatchSpan(start, value.Index + value.Length));
            }
        }

        return spans;
    }

    /// <summary>The text with a mask over each.</summary>
    /// <param name="text">The value.</param>
    /// <param name="isSecretName">Whether what a name names is secret.</param>
    public static string Mask(string text, Func<string, bool> isSecretName)
    {
        foreach (var span in Find(text, isSecretName).Reverse())
        {
            text = string.Concat(text.AsSpan(0, span.Start), Redactor.Mask, text.AsSpan(span.End));
        }

        return text;
    }

    // "name=value" ends at a space; "name: value" and "name = value" end with the line. A colon without a space is no separator
    // unless the name is in quotes: an image and its tag, a folder and its mount point look like that.
    [GeneratedRegex(
        """(?<name>[A-Za-z_][\w.-]*)(?:=(?:"(?<value>(?:[^"\\]|\\.)+)"|'(?<value>[^']+)'|(?<value>[^\s;&|"'][^\s;&|]*))|(?:["']\s*(?::|=>?)\s*|[ \t]*:[ \t]+|[ \t]+=[ \t]*|=[ \t]+)(?:"(?<value>(?:[^"\\]|\\.)+)"|'(?<value>[^']+)'|(?<value>[^\s"'{\[][^\r\n]*)))""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Named();

    [GeneratedRegex(
        """\b(?:key|name)\s*=\s*["'](?<name>[^"'<>]+)["']\s+value\s*=\s*["'](?<value>[^"']+)["']|<(?<name>[A-Za-z_][\w.-]*)>(?<value>[^<\s][^<]*)</""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Attributes();

    [GeneratedRegex(
        """\b(?:mysql|mariadb)[\w-]*\b[^\r\n|;&]*?\s-p["']?(?<value>[^\s|;&"']+)|\b(?:redis|valkey|keydb)-(?:cli|benchmark)\b[^\r\n|;&]*?\s-a\s+["']?(?<value>[^\s"']+)|\bsshpass\s+-p\s*["']?(?<value>[^\s"']+)|(?:^|\s)(?:-u|--user)(?:\s+|=)["']?[^\s:"']+:(?!\d+(?:["'\s]|$))(?<value>[^\s"']+)""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Options();

    [GeneratedRegex("""(?<value>\$+(?:apr1|2[abxy]|5|6|y|argon2\w*)\$+[^\s,;"']+)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Hashes();

    // To the last at sign; a port behind the host's colon is no password.
    [GeneratedRegex("""://[^\s/@:"']*:(?!\d+(?:[/?#,\s]|$))(?<value>[^\s"'<>]+)@""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Urls();
}
