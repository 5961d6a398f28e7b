using System.Text.RegularExpressions;
using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Written;

/// <summary>
/// Finds the secrets in lines of configuration that have neither an equals sign nor a colon: <c>requirepass x</c> and the users of Redis,
/// <c>.netrc</c>, <c>.pgpass</c>.
/// </summary>
internal static partial class ConfigurationLines
{
    /// <summary>Where they stand.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<MatchSpan> Find(string text)
    {
        var found = Words().Matches(text).Concat(Logins().Matches(text)).Concat(PasswordFiles().Matches(text))
            .Select(match => match.Groups["value"]).Select(value => new MatchSpan(value.Index, value.Index + value.Length));
        return found.Concat(Users(text));
    }

    // user default on >password ~* +@all
    private static IEnumerable<MatchSpan> Users(string text)
    {
        if (!text.Contains("user", StringComparison.OrdinalIgnoreCase) || text.AsSpan().IndexOfAny('>', '#', '<') < 0)
        {
            yield break;
        }

        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny('\r', '\n');
            var line = length < 0 ? text[start..] : text.Substring(start, length);
            if (UserLine().IsMatch(line))
            {
                foreach (var value in UserPasswords().Matches(line).Select(match => match.Groups["value"]))
                {
                    yield return new MatchSpan(start + value.Index, start + value.Index + value.Length);
                }
            }

            start += line.Length + 1;
        }
    }

    [GeneratedRegex(
        """(?<![\w.-])(?:requirepass|masterauth|primaryauth|auth-pass[ \t]+\S{1,128}|tls-(?:client-)?key-file-pass)[ \t]+(?:"(?<value>[^"\r\n]+)"|'(?<value>[^'\r\n]+)'|(?<value>[^\s"']+))""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Words();

    [GeneratedRegex(
        """\b(?:machine|login|account)\s+\S{1,256}\s+password\s+(?:"(?<value>[^"\r\n]+)"|(?<value>[^\s"]+))""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Logins();

    // host:port:database:user:password, in which a colon may be escaped.
    [GeneratedRegex(
        @"^[ \t]*(?:[^:\s#\\]|\\.)+:(?:\d{1,5}|\*):(?:[^:\s\\]|\\.)+:(?:[^:\s\\]|\\.)+:(?<value>(?:[^:\s\\]|\\.)+)[ \t]*\r?$",
        RegexOptions.CultureInvariant | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex PasswordFiles();

    [GeneratedRegex(@"^\s*user\s+\S+\s|\bacl\s+setuser\s", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 2000)]
    private static partial Regex UserLine();

    [GeneratedRegex(@"(?<=\s|[""'])(?:[><](?<value>[^\s""']+)|#(?<value>[0-9a-f]{64}))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex UserPasswords();
}
