namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// The one rule by which a key's name says that its value is a secret. The name is cut into words at <c>_ - .</c>, and the words
/// are looked at; a name that only speaks about a secret, such as its lifetime or its id, is none.
/// </summary>
public static class SecretKeyNames
{
    private static readonly HashSet<string> SecretWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "PASSWORD", "PASSWORDS", "PASSWD", "PASS", "PASSPHRASE", "PWD", "SECRET", "SECRETS", "TOKEN", "TOKENS", "PRIVATE", "SALT", "PEPPER",
        "CREDENTIAL", "CREDENTIALS", "APIKEY", "SECRETKEY", "PRIVATEKEY", "ACCESSKEY",
    };

    /// <summary>Endings of longer words, as in PGPASSWORD or AUTHTOKEN.</summary>
    private static readonly string[] SecretEndings = ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "CREDENTIALS"];

    /// <summary>A last word which makes the whole a property of the secret.</summary>
    private static readonly HashSet<string> PropertyWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "TTL", "MINUTES", "SECONDS", "HOURS", "DAYS", "EXPIRE", "EXPIRES", "EXPIRY", "EXPIRATION", "LIFETIME", "AGE", "TIMEOUT", "INTERVAL",
        "ID", "IDS", "NAME", "TYPE", "ALGORITHM", "ALG", "LENGTH", "SIZE", "LIMIT", "MIN", "MAX", "COUNT", "ROUNDS", "COST", "PREFIX", "SUFFIX",
        "HEADER", "ISSUER", "AUDIENCE", "SCOPE", "SCOPES", "URL", "URI", "ENDPOINT", "HOST", "PORT", "FILE", "PATH", "DIR", "POLICY",
        "ENABLED", "DISABLED", "REQUIRED", "ALLOWED", "ROTATION", "VERSION", "FORMAT", "COOKIE", "FIELD", "REGEX", "HINT",
    };

    /// <summary>A word before KEY or KEYS which makes it a key that may be known, or another kind of key.</summary>
    private static readonly HashSet<string> OpenKeyWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "PUBLIC", "PUBLISHABLE", "PRIMARY", "FOREIGN", "PARTITION", "SORT", "CACHE", "HOT", "SITE",
    };

    /// <summary>True when the value of a key of this name has to be kept secret.</summary>
    /// <param name="key">The key; upper and lower case are the same.</param>
    public static bool IsSecret(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var words = key.Split(['_', '-', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || PropertyWords.Contains(words[^1]))
        {
            return false;
        }

        // In doubt it is a secret: hiding a harmless value costs less than showing one that was not.
        for (var index = 0; index < words.Length; index++)
        {
            var word = words[index];
            if (SecretWords.Contains(word) || Array.Exists(SecretEndings, ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }

            if (IsKeyWord(word) && index > 0 && index == words.Length - 1)
            {
                return !OpenKeyWords.Contains(words[index - 1]);
            }
        }

        return false;
    }

    /// <summary>
    /// True when the value of a key of this name is not shown. Wider than <see cref="IsSecret"/>: a name such as <c>PW</c>,
    /// <c>NEO4J_AUTH</c> or <c>signingKey</c> is no reason to demand a strong value, but one to hide it.
    /// </summary>
    /// <param name="key">The key; upper and lower case are the same, but for a capital letter that begins a word.</param>
    public static bool MayBeSecret(string key)
    {
        if (IsSecret(key) || key.Contains("WEBHOOK", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var words = KeyWords.Of(key);
        return words.Count > 0 && (IsSecret(string.Join('_', words)) || HiddenKeyNames.Hide(words));
    }

    /// <summary>Whether a last word makes the whole name one of a property of a secret.</summary>
    internal static bool IsProperty(string word) => PropertyWords.Contains(word);

    /// <summary>Whether a word before KEY makes it a key that may be known.</summary>
    internal static bool IsOpenKey(string word) => OpenKeyWords.Contains(word);

    /// <summary>Whether a word is KEY or KEYS.</summary>
    internal static bool IsKeyWord(string word) =>
        word.Equals("KEY", StringComparison.OrdinalIgnoreCase) || word.Equals("KEYS", StringComparison.OrdinalIgnoreCase);
}
