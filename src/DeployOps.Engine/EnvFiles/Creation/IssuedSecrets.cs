namespace DeployOps.Engine.EnvFiles.Creation;

/// <summary>
/// Secrets that another party issues: a mail account, a cloud, a payment service. A random one would be wrong and would look
/// right, so these are left empty for the admin.
/// </summary>
public static class IssuedSecrets
{
    private static readonly HashSet<string> Issuers = new(StringComparer.OrdinalIgnoreCase)
    {
        "API", "APIKEY", "AWS", "AZURE", "GCP", "GOOGLE", "GITHUB", "GITLAB", "SLACK", "DISCORD", "TELEGRAM", "OPENAI", "ANTHROPIC", "GEMINI",
        "STRIPE", "TOSS", "PAYPAL", "SENTRY", "DATADOG", "TWILIO", "SENDGRID", "MAILGUN", "SMTP", "MAIL", "EMAIL", "KAKAO", "NAVER", "OAUTH",
        "CLIENT", "S3", "SES", "SNS", "CLOUDFLARE", "DOCKERHUB", "NPM", "LDAP", "TLS", "SSL", "VAPID", "FIREBASE", "HUGGINGFACE", "HF",
    };

    /// <summary>True when a key of this name holds a secret that someone else issues.</summary>
    /// <param name="key">The key.</param>
    public static bool IsIssuedElsewhere(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var words = key.Split(['_', '-', '.'], StringSplitOptions.RemoveEmptyEntries);

        // A private key is one half of a pair: no random text is one.
        var isPairHalf = words.Contains("PRIVATE", StringComparer.OrdinalIgnoreCase) || words.Contains("PRIVATEKEY", StringComparer.OrdinalIgnoreCase);
        return isPairHalf || Array.Exists(words, Issuers.Contains);
    }
}
