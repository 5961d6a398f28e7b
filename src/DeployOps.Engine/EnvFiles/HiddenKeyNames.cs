namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// The names whose values are not shown though <see cref="SecretKeyNames.IsSecret"/> demands nothing of them: those that are secret
/// only in some programs, those in camelCase, and those whose secret word is followed by a version, a vendor or an encoding.
/// </summary>
internal static class HiddenKeyNames
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "PW", "DBPW", "PAT", "DSN", "BASICAUTH", "HTPASSWD", "CRED", "CREDS", "PASSCODE", "PASSKEY", "HMAC", "FERNET", "MNEMONIC", "BEARER",
        "SIGNATURE", "CONNECTIONSTRING", "CONNECTIONSTRINGS", "CONNSTR",
    };

    /// <summary>What stands before KEY in a name that is written as one word, as in SHAREDACCESSKEY.</summary>
    private static readonly string[] KeyBeginnings =
    [
        "API", "SECRET", "PRIVATE", "ACCESS", "ACCOUNT", "SIGNING", "ENCRYPTION", "DECRYPTION", "SHARED", "MASTER", "AUTH", "HMAC", "AES", "DEPLOY",
        "SUBSCRIPTION", "LICENSE", "SERVICE",
    ];

    /// <summary>Words before KEY, beyond the open ones, with which the name speaks of an address in a store or a queue.</summary>
    private static readonly HashSet<string> AddressWords = new(StringComparer.OrdinalIgnoreCase) { "ROUTING", "MESSAGE", "OBJECT", "LOOKUP", "INDEX", "TRANSLATION", "ISSUE" };

    /// <summary>Words after KEY with which the name speaks about keys, beyond the properties that every secret has.</summary>
    private static readonly HashSet<string> AboutKeysWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "NAMESPACE", "NS", "SEPARATOR", "DELIMITER", "PATTERN", "EVENT", "EVENTS", "BITS", "USAGE", "ENCODING", "SERIALIZER", "DESERIALIZER", "CONVERTER",
        "SCHEMA", "SCHEMAS", "CLASS", "STORE", "VAULT", "RING", "SPACE", "COLUMN", "MAP", "FUNC", "FUNCTION", "EXCHANGE", "PERMISSIONS", "MODE",
        "STRATEGY", "PROVIDER", "ENABLE", "STATUS", "LABEL", "TAG", "REGION", "LOCATION", "RESOLVER", "GENERATOR", "ALIAS", "FINGERPRINT", "CURVE",
    };

    /// <summary>A last word that is a secret behind another word, with the words before it with which it is none.</summary>
    private static readonly Dictionary<string, HashSet<string>> LastWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AUTH"] = [],
        ["SEED"] = new(StringComparer.OrdinalIgnoreCase) { "RANDOM", "DB", "DATABASE", "DATA", "RUN", "SKIP", "HASH", "TEST", "ENABLE" },
        ["SESSION"] = new(StringComparer.OrdinalIgnoreCase) { "DESKTOP", "TMUX", "SCREEN", "SHELL", "MAX", "MIN", "PER", "ENABLE", "DISABLE", "USE" },
    };

    /// <summary>A property word that names the secret itself behind these words: Vault logs in with a secret id, Erlang's nodes with a cookie.</summary>
    private static readonly Dictionary<string, string[]> SecretProperties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ID"] = ["SECRET"],
        ["COOKIE"] = ["ERLANG", "RELEASE", "NODE"],
    };

    /// <summary>Whether a name of these words hides its value.</summary>
    /// <param name="words">The words, at least one.</param>
    public static bool Hide(IReadOnlyList<string> words)
    {
        var before = words.Count > 1 ? words[^2] : null;
        if (before is not null && SecretProperties.TryGetValue(words[^1], out var secrets) && secrets.Contains(before, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        if (LastWords.TryGetValue(words[^1], out var harmless) && (before is null ? harmless.Count == 0 : !harmless.Contains(before)))
        {
            return true;
        }

        return !SecretKeyNames.IsProperty(words[^1]) && Enumerable.Range(0, words.Count).Any(index => HidesAt(words, index));
    }

    private static bool HidesAt(IReadOnlyList<string> words, int index)
    {
        var word = words[index];
        return Words.Contains(word) || EndsAsPassword(word) || IsWholeKey(word)
            || (index > 0 && IsKeyOfValue(words, index))
            || (index > 0 && Is(words[index - 1], "CONNECTION") && (Is(word, "STRING") || Is(word, "STRINGS")))

            // "admin:password", as Traefik and proxies take their users.
            || (index > 0 && Is(words[index - 1], "AUTH") && Is(word, "USERS"));
    }

    private static bool EndsAsPassword(string word) =>
        Ends(word, "PASS") && !Ends(word, "BYPASS") && !Ends(word, "COMPASS");

    private static bool IsWholeKey(string word) =>
        Array.Exists(KeyBeginnings, beginning => Ends(word, beginning + "KEY") || Ends(word, beginning + "KEYS"));

    // ENCRYPTION_KEY_V2 and API_KEY_OPENAI are keys; CACHE_KEY_PREFIX and REDIS_KEY_PATTERN speak about some.
    private static bool IsKeyOfValue(IReadOnlyList<string> words, int index) =>
        SecretKeyNames.IsKeyWord(words[index]) && !SecretKeyNames.IsOpenKey(words[index - 1]) && !AddressWords.Contains(words[index - 1])
        && !words.Skip(index + 1).Any(word => SecretKeyNames.IsProperty(word) || AboutKeysWords.Contains(word));

    private static bool Is(string word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
