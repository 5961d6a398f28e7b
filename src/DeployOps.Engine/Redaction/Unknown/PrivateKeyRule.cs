using System.Buffers;
using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Unknown;

/// <summary>
/// The body of a private key in PEM (RFC 7468) or of a PGP private key block. Both its lines stay readable. Line prefixes
/// of a log and line ends escaped by JSON may stand in it.
/// </summary>
internal sealed class PrivateKeyRule : UnknownSecretRule
{
    // An RSA key of 16,384 bits takes 12.7 KB; log prefixes come on top.
    private const int LongestBody = 32 * 1024;
    private const int LongestLabel = 48;
    private const int ShortestUnendedRun = 40;

    private static readonly SearchValues<byte> Body =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\\ \t\r\n"u8);

    private static readonly SearchValues<byte> Between = SearchValues.Create("\\nr \t\r\n"u8);

    private static readonly SearchValues<byte> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    /// <inheritdoc />
    public override IReadOnlyList<string> Anchors => ["BEG"];

    /// <inheritdoc />
    public override void Decide(ReadOnlySpan<byte> text, int anchor, bool complete, MatchCollector found)
    {
        if (anchor < 5 || !text[(anchor - 5)..anchor].SequenceEqual("-----"u8))
        {
            return;
        }

        var label = text[anchor..Math.Min(text.Length, anchor + LongestLabel)];
        var dashes = label.IndexOf("-----"u8);
        if (dashes < 0)
        {
            if (!complete && label.Length < LongestLabel)
            {
                found.Undecided(anchor);
            }

            return;
        }

        if (!label.StartsWith("BEGIN "u8) || label[..dashes].IndexOf("PRIVATE KEY"u8) < 0)
        {
            return;
        }

        DecideBody(text, anchor + dashes + 5, complete, found);
    }

    private static void DecideBody(ReadOnlySpan<byte> text, int start, bool complete, MatchCollector found)
    {
        var body = text[start..Math.Min(text.Length, start + LongestBody)];
        var end = body.IndexOf("-----END "u8);
        if (end >= 0)
        {
            found.Add(start, start + end);
            return;
        }

        if (!complete && body.Length < LongestBody)
        {
            found.Undecided(start);
            return;
        }

        // Without its last line it is a cut key, or only the mention of one: what looks like base64 decides.
        var first = RunEnd(text, start, body.Length, Between);
        if (RunEnd(text, first, body.Length, Base64) - first >= ShortestUnendedRun)
        {
            found.Add(start, RunEnd(text, start, body.Length, Body));
        }
    }
}
