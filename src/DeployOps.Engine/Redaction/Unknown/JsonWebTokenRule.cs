using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Unknown;

/// <summary>A JSON Web Token (RFC 7519): header and payload, both base64url of a JSON object, and a signature.</summary>
internal sealed class JsonWebTokenRule : UnknownSecretRule
{
    private const int LongestPart = 4096;
    private const int ShortestHeader = 12;

    /// <inheritdoc />
    public override IReadOnlyList<string> Anchors => ["eyJ"];

    /// <inheritdoc />
    public override void Decide(ReadOnlySpan<byte> text, int anchor, bool complete, MatchCollector found)
    {
        if (anchor > 0 && TokenBytes.Url.Contains(text[anchor - 1]))
        {
            return;
        }

        var end = anchor;
        for (var part = 0; part < 3; part++)
        {
            var start = end;
            end = RunEnd(text, start, LongestPart, TokenBytes.Url);
            if (MustWait(text, end, complete))
            {
                found.Undecided(anchor);
                return;
            }

            var isPart = part switch
            {
                0 => end - start >= ShortestHeader,
                1 => text[start..end].StartsWith("eyJ"u8),
                _ => true,
            };
            if (!isPart || (part < 2 && (end == text.Length || text[end++] != '.')))
            {
                return;
            }
        }

        found.Add(anchor, end);
    }
}
