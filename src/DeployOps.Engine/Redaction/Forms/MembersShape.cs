using System.Text.RegularExpressions;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// Each member of a value that is a list: keys to rotate, users with their passwords. A list is cut at commas, semicolons, line ends and
/// white space. A member of fewer than eight characters is no password worth its stars in every text, and a plain word among others is
/// none: the stars in a log would tell which word they hide.
/// </summary>
internal sealed partial class MembersShape : ISecretShape
{
    /// <summary>The fewest characters of a member that is masked alone.</summary>
    public const int ShortestMember = 8;

    /// <inheritdoc />
    public string Name => "members";

    /// <inheritdoc />
    public IEnumerable<string> Of(string value)
    {
        // The strings of JSON are another shape's; cut at its commas they would be no strings.
        if (!Separator().IsMatch(value) || JsonLeavesShape.IsJson(value))
        {
            return [];
        }

        var pieces = value.Split([',', ';', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isConnection = ConnectionWord().IsMatch(value);
        return pieces.SelectMany(piece => Members(piece, isConnection)).Where(member => member.Length >= ShortestMember && member != value);
    }

    private static IEnumerable<string> Members(string piece, bool isConnection)
    {
        if (LinesShape.IsHeading(piece) || (Setting().Match(piece) is { Success: true } setting && JsonLeavesShape.IsOpen(setting.Groups["name"].Value)))
        {
            // "host: db.example.com" in a file of settings.
            yield break;
        }

        var words = piece.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words.Length == 1 ? words : [piece, .. words.Where(word => !PlainWord().IsMatch(word))])
        {
            var pair = Pair().Match(word);
            if (pair.Success && isConnection)
            {
                // "Host=db01.example.com" is to stay readable, and another shape finds what is secret in it.
                continue;
            }

            yield return word;
            yield return word.Trim('"', '\'', '[', ']');
            if (pair.Success)
            {
                yield return pair.Groups["value"].Value.Trim();
            }
        }
    }

    [GeneratedRegex(@"[,;\s]", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\W*[A-Za-z]?(?:[a-z]*|[A-Z]*)\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();

    // With white space, as in YAML and in properties: "user:password" is somebody with a password.
    [GeneratedRegex(@"^(?<name>[A-Za-z_][\w.-]{0,63})(?::[ \t]+|[ \t]+=[ \t]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();

    // "==" at the end of base64 names nothing, and "://" belongs to a URL.
    [GeneratedRegex(@"^[A-Za-z_][\w .-]{0,63}(?:=(?!=)|:(?!//))(?<value>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex(
        @"(?:^|[;,\s])(?:host|hostname|server|data source|datasource|address|addr|user|user id|uid|username|driver|dsn|endpoint|accountname|dbname)\s*=",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionWord();
}
