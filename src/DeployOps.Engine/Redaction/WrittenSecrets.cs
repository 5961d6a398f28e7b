using System.Buffers;
using System.Text.RegularExpressions;
using DeployOps.Engine.Redaction.Matching;
using DeployOps.Engine.Redaction.Written;

namespace DeployOps.Engine.Redaction;

/// <summary>
/// Finds the secrets written inside a longer value: <c>password: x</c> in a configuration file, JSON, a connection string, the
/// options of well-known programs, lines of <c>redis.conf</c>, <c>.netrc</c> and <c>.pgpass</c>, password hashes, and URLs whose password was not escaped.
/// </summary>
internal static partial class WrittenSecrets
{
    // White space, and what stands between a name and a value or begins a hash: without any of them nothing is written inside a value.
    private static readonly SearchValues<char> Signs = SearchValues.Create(
        " \t\r\n\v\f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000=:$<");

    /// <summary>Where they stand, in the order of the text; no two overlap.</summary>
    /// <param name="text">The value.</param>
    /// <param name="isSecretName">Whether what a name names is secret.</param>
    public static IReadOnlyList<MatchSpan> Find(string text, Func<string, bool> isSecretName)
    {
        if (text.AsSpan().IndexOfAny(Signs) < 0)
        {
            return [];
        }

        var found = Named().Matches(text).Concat(Attributes().Matches(text)).Where(match => isSecretName(match.Groups["name"].Value))
            .Concat(UserOptions().Matches(text)).Concat(Hashes().Matches(text)).Concat(Urls().Matches(text))
            .Select(match => match.Groups["value"]).Concat(DriverCredentials.Find(text)).Select(value => new MatchSpan(value.Index, value.Index + value.Length));
        return Ordered(text, found.Concat(ProgramSecrets.Find(text)).Concat(ConfigurationLines.Find(text)));
    }

    /// <summary>
    /// The text with a mask over each, and over whoever stands alone before the at sign of a web address: nearly always a token, and here
    /// it is masked in its place only.
    /// </summary>
    /// <param name="text">The value.</param>
    /// <param name="isSecretName">Whether what a name names is secret.</param>
    public static string Mask(string text, Func<string, bool> isSecretName)
    {
        var users = LoneUsers().Matches(text).Select(match => match.Groups["value"]).Where(value => !CommonValue.IsMaskedOnlyByKey(value.Value));
        var found = Find(text, isSecretName).Concat(users.Select(value => new MatchSpan(value.Index, value.Index + value.Length)));
        foreach (var span in Ordered(text, found).AsEnumerable().Reverse())
        {
            text = string.Concat(text.AsSpan(0, span.Start), Redactor.Mask, text.AsSpan(span.End));
        }

        return text;
    }

    private static List<MatchSpan> Ordered(string text, IEnumerable<MatchSpan> found)
    {
        var spans = new List<MatchSpan>();
        foreach (var value in found.Where(value => IsValue(text.AsSpan(value.Start, value.End - value.Start))).OrderBy(value => value.Start).ThenByDescending(value => value.End))
        {
            var start = spans.Count == 0 ? value.Start : Math.Max(value.Start, spans[^1].End);
            if (value.End > start)
            {
                spans.Add(new MatchSpan(start, value.End));
            }
        }

        return spans;
    }

    // What is masked already, or will be a secret only when compose has put it in.
    private static bool IsValue(ReadOnlySpan<char> value) => value.Length > 0 && !value.StartsWith(Redactor.Mask) && !value.StartsWith("${");

    // "name=value" ends at a space; "name: value" and "name = value" end with the line. A colon without a space is no separator
    // unless the name is in quotes: an image and its tag, a folder and its mount point look like that.
    [GeneratedRegex(
        """(?<name>[A-Za-z_][\w.-]*)(?:=(?:"(?<value>(?:[^"\\]|\\.)+)"|'(?<value>[^']+)'|\{(?<value>(?:[^{}\r\n]|\}\})+)\}(?!\})|(?<value>[^\s;&|"'][^\s;&|]*))|(?:["']\s*(?::|=>?)\s*|[ \t]*:[ \t]+|[ \t]+=[ \t]*|=[ \t]+)(?:"(?<value>(?:[^"\\]|\\.)+)"|'(?<value>[^']+)'|(?<value>[^\s"'{\[][^\r\n]*)))""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Named();

    [GeneratedRegex(
        """\b(?:key|name)\s*=\s*["'](?<name>[^"'<>]+)["']\s+value\s*=\s*["'](?<value>[^"']+)["']|<(?<name>[A-Za-z_][\w.-]*)>(?<value>[^<\s][^<]*)</""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Attributes();

    [GeneratedRegex(
        """(?:^|\s)(?:-u|--user)(?:\s+|=)["']?[^\s:"']+:(?!\d+(?:["'\s]|$))(?<value>[^\s"']+)""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex UserOptions();

    [GeneratedRegex("""(?<value>\$+(?:apr1|2[abxy]|5|6|y|argon2\w*)\$+[^\s,;"']+)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Hashes();

    // To the last at sign before the next URL; a port behind the host's colon is no password.
    [GeneratedRegex(
        """://[^\s/@:"']*:(?!\d+(?:[/?#,\s]|$))(?<value>(?:(?![,;|][A-Za-z][\w+.-]{0,20}://)[^\s"'<>]){1,4096})@""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Urls();

    [GeneratedRegex("""\bhttps?://(?<value>[^\s/@:?#"'<>$*]+):?@""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 2000)]
    private static partial Regex LoneUsers();
}
