using System.Text;
using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Unknown;

/// <summary>
/// The password in the user-info part of a URL (RFC 3986, section 3.2.1), its query parameters that are named like a
/// secret, and a user of a web address that looks like a token: 16 or more characters with a digit and no password. Scheme, user, host, port and database stay readable.
/// </summary>
internal sealed class UrlRule : UnknownSecretRule
{
    private const int LongestUrl = 4096;
    private const int ShortestToken = 16;

    /// <inheritdoc />
    public override IReadOnlyList<string> Anchors => ["://"];

    /// <inheritdoc />
    public override void Decide(ReadOnlySpan<byte> text, int anchor, bool complete, MatchCollector found)
    {
        if (anchor == 0 || !char.IsAsciiLetterOrDigit((char)text[anchor - 1]))
        {
            return;
        }

        var start = anchor + 3;
        var reach = text[start..Math.Min(text.Length, start + LongestUrl)];
        var end = reach.IndexOfAny(TokenBytes.UrlEnd);
        if (end < 0 && reach.Length < LongestUrl && !complete)
        {
            found.Undecided(start);
            return;
        }

        var url = end < 0 ? reach : reach[..end];
        if (UrlCredentials.Password(url) is var (passwordStart, passwordEnd) && passwordEnd > passwordStart)
        {
            found.Add(start + passwordStart, start + passwordEnd);
        }

        var user = UrlCredentials.LoneUser(url);
        if (user.End - user.Start >= ShortestToken && url[user.Start..user.End].IndexOfAnyInRange((byte)'0', (byte)'9') >= 0 && IsWeb(text[..anchor]))
        {
            found.Add(start + user.Start, start + user.End);
        }

        foreach (var parameter in UrlCredentials.Parameters(url))
        {
            found.Add(start + parameter.Start, start + parameter.End);
        }
    }

    private static bool IsWeb(ReadOnlySpan<byte> before) =>
        before.Length >= 4 && (Ascii.EqualsIgnoreCase(before[^4..], "http"u8) || (before.Length >= 5 && Ascii.EqualsIgnoreCase(before[^5..], "https"u8)));
}
