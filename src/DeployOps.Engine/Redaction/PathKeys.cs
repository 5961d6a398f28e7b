using System.Text.RegularExpressions;

namespace DeployOps.Engine.Redaction;

/// <summary>
/// Keys in the path of a web address: whoever knows the address of a webhook of Slack, Discord, Teams or Telegram may write there. They are told by
/// their form: long, and of letters and digits that no word has.
/// </summary>
internal static partial class PathKeys
{
    /// <summary>The fewest characters of a key.</summary>
    internal const int Shortest = 20;

    private const int ShortestHexadecimal = 32;
    private const int ShortestRun = 10;

    /// <summary>The keys in what follows <c>scheme://</c>, as written.</summary>
    /// <param name="rest">Host, path and query.</param>
    public static IEnumerable<string> In(string rest)
    {
        var end = rest.IndexOfAny(['?', '#']);
        foreach (var segment in (end < 0 ? rest : rest[..end]).Split('/').Skip(1))
        {
            // "bot" NUMBER ":" KEY of Telegram's Bot API.
            var key = Bot().Match(segment) is { Success: true } bot ? bot.Groups["key"].Value : segment;
            if (IsKey(key))
            {
                yield return key;
            }
        }
    }

    private static bool IsKey(string text) =>
        text.Length >= Shortest && Form().IsMatch(text) && !Guid.TryParseExact(text, "D", out _)
        && text.Split('-', '_').Any(run => run.Length >= ShortestRun && run.Any(char.IsAsciiDigit) && run.Any(char.IsAsciiLetter))
        && (text.All(char.IsAsciiHexDigit) ? text.Length >= ShortestHexadecimal : text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower));

    [GeneratedRegex("^bot[0-9]{6,}:(?<key>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Bot();

    [GeneratedRegex("^[A-Za-z0-9_-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
