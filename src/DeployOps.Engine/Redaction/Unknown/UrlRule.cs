using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Unknown;

/// <summary>
/// The password in the user-info part of a URL (RFC 3986, section 3.2.1), and its query parameters that are named like a
/// secret. Scheme, user, host, port and database stay readable.
/// </summary>
internal sealed class UrlRule : UnknownSecretRule
{
    private const int LongestUrl = 4096;

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

        foreach (var parameter in UrlCredentials.Parameters(url))
        {
            found.Add(start + parameter.Start, start + parameter.End);
        }
    }
}
