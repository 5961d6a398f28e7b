namespace DeployOps.Engine.Tests.Repository;

/// <summary>Made-up tokens, put together while the tests run, so that this repository itself holds none.</summary>
internal static class TokenSamples
{
    public const string Hexadecimal = "0123456789abcdef";
    public const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string Alphanumeric = Letters + "0123456789";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>For each rule a token, and something that only nearly is one.</summary>
    public static IReadOnlyDictionary<string, (string Hit, string NearMiss)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["aws-access-key"] = ("AK" + "IA" + Text(16, Base32), "AK" + "IA" + Text(15, Base32)),
        ["github-token"] = ("gh" + "p_" + Text(36), "gh" + "p_" + Text(30)),
        ["github-fine-grained-token"] = ("github" + "_pat_" + Text(22) + "_" + Text(59), "github" + "_pat_" + Text(22) + "_" + Text(20)),
        ["gitlab-token"] = ("gl" + "pat-" + Text(20), "gl" + "pat-" + Text(12)),
        ["slack-token"] = ("xo" + "xb-" + Text(12, "0123456789") + "-" + Text(24), "xo" + "xq-" + Text(12, "0123456789") + "-" + Text(24)),
        ["slack-webhook"] = ("https://hooks.slack" + ".com/services/T" + Text(8, Upper) + "/B" + Text(8, Upper) + "/" + Text(24), "https://hooks.slack" + ".com/services/T" + Text(8, Upper)),
        ["stripe-key"] = ("sk" + "_live_" + Text(24), "sk" + "_test_" + Text(24)),
        ["stripe-webhook-secret"] = ("wh" + "sec_" + Text(32), "wh" + "sec_" + Text(12)),
        ["google-api-key"] = ("AI" + "za" + Text(35), "AI" + "za" + Text(20)),
        ["google-oauth-secret"] = ("GOC" + "SPX-" + Text(28), "GOC" + "SPX-" + Text(10)),
        ["openai-key"] = ("s" + "k-proj-" + Text(40) + "T3Blbk" + "FJ" + Text(40), "s" + "k-proj-" + Text(40)),
        ["anthropic-key"] = ("sk-" + "ant-api03-" + Text(93), "sk-" + "ant-api03-" + Text(20)),
        ["npm-token"] = ("np" + "m_" + Text(36), "np" + "m_" + Text(20)),
        ["pypi-token"] = ("py" + "pi-AgE" + Text(80), "py" + "pi-AgE" + Text(20)),
        ["sendgrid-key"] = ("S" + "G." + Text(22) + "." + Text(43), "S" + "G." + Text(22)),
        ["twilio-key"] = ("twilio_key: S" + "K" + Text(32, Hexadecimal), "other_key: S" + "K" + Text(32, Hexadecimal)),
        ["telegram-bot-token"] = ("123987" + "4650:A" + "A" + Text(33), "12:A" + "A" + Text(33)),
        ["jwt"] = ("ey" + "J" + Text(30) + ".ey" + "J" + Text(40) + "." + Text(43), "ey" + "J" + Text(30) + "." + Text(40)),
        ["azure-storage-key"] = ("Account" + "Key=" + Text(86) + "==", "Account" + "Key=" + Text(40)),
        ["azure-shared-access"] = ("SharedAccess" + "Key=" + Text(43) + "=", "SharedAccess" + "Key=" + Text(20)),
        ["digitalocean-token"] = ("do" + "p_v1_" + Text(64, Hexadecimal), "do" + "p_v1_" + Text(40, Hexadecimal)),
        ["docker-hub-token"] = ("dck" + "r_pat_" + Text(27), "dck" + "r_pat_" + Text(10)),
        ["huggingface-token"] = ("h" + "f_" + Text(34, Letters), "h" + "f_" + Text(20, Letters)),
        ["vault-token"] = ("hv" + "s." + Text(95), "hv" + "s." + Text(20)),
        ["shopify-token"] = ("shp" + "at_" + Text(32, Hexadecimal), "shp" + "at_" + Text(20, Hexadecimal)),
        ["discord-webhook"] = ("https://discord" + ".com/api/webhooks/" + Text(18, "123456789") + "/" + Text(68), "https://discord" + ".com/api/webhooks/" + Text(5, "0123456789")),
        ["age-secret-key"] = ("AGE-SECRET" + "-KEY-1" + Text(58, Upper), "AGE-SECRET" + "-KEY-1" + Text(30, Upper)),
        ["grafana-token"] = ("gl" + "sa_" + Text(32) + "_" + Text(8, Hexadecimal), "gl" + "sa_" + Text(32)),
        ["private-key"] = (PrivateKey("PRIVATE KEY"), "-----BEGIN " + "PRIVATE KEY-----\nthe key goes here\n-----END PRIVATE KEY-----"),
        ["url-password"] = ("postgres" + "://shop:" + Text(12) + "@db.shop.kr/shop", "postgres" + "://shop:${PASSWORD}@db.shop.kr/shop"),
        ["secret-assignment"] = ("DB_PASS" + "WORD = \"" + Mixed(20) + "\"", "DB_PASS" + "WORD = os.environ[\"DB_PASSWORD\"]"),
    };

    public static string PrivateKey(string label) =>
        $"-----BEGIN {label}-----\n" + string.Join('\n', Enumerable.Range(0, 4).Select(line => Text(64, Alphanumeric + "+/", line))) + $"\n-----END {label}-----\n";

    /// <summary>Characters of an alphabet, the same in every run.</summary>
    public static string Text(int length, string alphabet = Alphanumeric, int seed = 0)
    {
        var random = new Random((length * 31) + seed + alphabet.Length);
        return string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
    }

    /// <summary>A value with letters and digits by turns, as generators make them.</summary>
    public static string Mixed(int length, int seed = 0) =>
        string.Concat(Enumerable.Range(0, length).Select(index => index % 2 == 0 ? Text(1, Letters, seed + index) : Text(1, "0123456789", seed + (index * 7))));
}
