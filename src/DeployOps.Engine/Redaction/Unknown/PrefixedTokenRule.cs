using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Unknown;

/// <summary>Tokens whose vendor gave them a fixed beginning so that they can be found in places like this.</summary>
internal sealed class PrefixedTokenRule : UnknownSecretRule
{
    private const int LongestToken = 512;

    // Prefix, the place of its anchor in it, and how many characters must follow at least.
    private static readonly Token[] Tokens =
    [
        new("ghp_", 1, 30), new("gho_", 1, 30), new("ghu_", 1, 30), new("ghs_", 1, 30), new("ghr_", 1, 30),
        new("github_pat_", 6, 30), new("dckr_pat_", 4, 20),
        new("glpat-", 1, 16), new("xoxb-", 0, 16), new("xoxp-", 0, 16), new("xoxa-", 0, 16), new("xoxs-", 0, 16),
        new("AKIA", 0, 16), new("ASIA", 0, 16), new("AIza", 0, 30),
        new("sk_live_", 1, 16), new("rk_live_", 1, 16), new("sk_test_", 1, 16), new("sk-ant-", 3, 16), new("sk-proj-", 4, 16),
        new("npm_", 1, 30), new("pypi-", 1, 30), new("hvs.", 1, 20), new("ya29.", 2, 20), new("SG.", 0, 30),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<string> Anchors { get; } = [.. Tokens.Select(token => token.Anchor).Distinct()];

    /// <inheritdoc />
    public override void Decide(ReadOnlySpan<byte> text, int anchor, bool complete, MatchCollector found)
    {
        foreach (var token in Tokens)
        {
            var start = anchor - token.AnchorAt;
            if (start < 0 || !text[start..].StartsWith(token.Prefix) || (start > 0 && TokenBytes.Url.Contains(text[start - 1])))
            {
                continue;
            }

            var body = start + token.Prefix.Length;
            var end = RunEnd(text, body, LongestToken, TokenBytes.Token68);
            if (MustWait(text, end, complete))
            {
                found.Undecided(start);
            }
            else if (end - body >= token.Shortest)
            {
                found.Add(start, end);
            }
        }
    }

    private sealed record Token(byte[] Prefix, int AnchorAt, int Shortest)
    {
        public Token(string prefix, int anchorAt, int shortest)
            : this(System.Text.Encoding.ASCII.GetBytes(prefix), anchorAt, shortest)
        {
        }

        public string Anchor => System.Text.Encoding.ASCII.GetString(Prefix, AnchorAt, 3);
    }
}
