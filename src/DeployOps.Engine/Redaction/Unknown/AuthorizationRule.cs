using System.Buffers;
using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Unknown;

/// <summary>
/// The credentials of an <c>Authorization</c> or <c>Proxy-Authorization</c> header (RFC 9110, section 11.6.2) in a header
/// line, a JSON object or a command, and of the word <c>Bearer</c> (RFC 6750) standing alone. The scheme stays readable.
/// </summary>
internal sealed class AuthorizationRule : UnknownSecretRule
{
    private const int LongestSeparator = 16;
    private const int LongestScheme = 24;
    private const int LongestCredentials = 8192;
    private const int ShortestLoneToken = 16;

    private static readonly SearchValues<byte> Separator = SearchValues.Create(" \t:=\"'\\"u8);
    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    /// <inheritdoc />
    public override IReadOnlyList<string> Anchors => ["zat", "ZAT", "rer"];

    /// <inheritdoc />
    public override void Decide(ReadOnlySpan<byte> text, int anchor, bool complete, MatchCollector found)
    {
        if (text[anchor] == 'r')
        {
            DecideBearer(text, anchor, complete, found);
        }
        else if (Preceded(text, anchor, "authori"u8))
        {
            DecideHeader(text, anchor, complete, found);
        }
    }

    private static void DecideBearer(ReadOnlySpan<byte> text, int anchor, bool complete, MatchCollector found)
    {
        var start = anchor + 4;
        if (!Preceded(text, anchor, "bea"u8) || start > text.Length || text[start - 1] != ' ')
        {
            return;
        }

        var end = RunEnd(text, start, LongestCredentials, TokenBytes.Token68);
        if (MustWait(text, end, complete))
        {
            found.Undecided(start);
        }
        else if (end - start >= ShortestLoneToken && text[start..end].IndexOfAny(Digits) >= 0)
        {
            // "Bearer authentication is off" is a sentence; a token has a digit.
            found.Add(start, end);
        }
    }

    private static void DecideHeader(ReadOnlySpan<byte> text, int anchor, bool complete, MatchCollector found)
    {
        var separator = anchor + "zation".Length;
        if (separator > text.Length)
        {
            if (!complete)
            {
                found.Undecided(anchor);
            }

            return;
        }

        var scheme = RunEnd(text, separator, LongestSeparator, Separator);
        var schemeEnd = RunEnd(text, scheme, LongestScheme, Letters);
        if (MustWait(text, schemeEnd, complete))
        {
            found.Undecided(scheme);
            return;
        }

        if (text[separator..scheme].IndexOfAny((byte)':', (byte)'=') < 0)
        {
            return;
        }

        // "Authorization: Basic abc" has a scheme; "Authorization: abc" has none, and its one word is the secret.
        var hasScheme = schemeEnd > scheme && schemeEnd < text.Length && text[schemeEnd] == ' ';
        var start = hasScheme ? schemeEnd + 1 : scheme;
        var end = RunEnd(text, start, LongestCredentials, TokenBytes.Token68);
        if (MustWait(text, end, complete))
        {
            found.Undecided(start);
        }
        else if (end > start)
        {
            found.Add(start, end);
        }
    }

    private static bool Preceded(ReadOnlySpan<byte> text, int end, ReadOnlySpan<byte> word) =>
        end >= word.Length && System.Text.Ascii.EqualsIgnoreCase(text[(end - word.Length)..end], word);
}
