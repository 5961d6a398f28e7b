using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env.Keys;

/// <summary>Which keys hold a secret that the operator chooses, and what it has to withstand. Issued keys are as their issuer made them.</summary>
internal static class SecretKinds
{
    private static readonly string[] IssuedKeys =
    [
        "AWS_*", "S3_*", "AZURE_*", "GCP_*", "GOOGLE_*", "NAVER_*", "KAKAO_*", "OPENAI_*", "ANTHROPIC_*", "LANGCHAIN_*", "LANGSMITH_*", "STRIPE_*",
        "TOSS_*", "PAYPAL_*", "GITHUB_*", "GITLAB_*", "SLACK_*", "FIREBASE_*", "TWILIO_*", "SENTRY_*", "RECAPTCHA_*", "*_CLIENT_SECRET", "*_API_SECRET",
        "*_WEBHOOK_SECRET", "*_API_KEY", "*PUBLIC*", "MINIO_*",
    ];

    // What only speaks about a secret has a name that SecretKeyNames knows; the rest of the names are those of the usual frameworks.
    private static readonly EnvKeyPattern Signing = new(
        [
            "JWT_SECRET", "JWT_SECRET_KEY", "JWT_KEY", "*_JWT_SECRET", "*_JWT_SECRET_KEY", "JWT_*_SECRET", "JWT_*_SECRET_KEY", "JWT_SIGNING_KEY",
            "*SIGNING_SECRET", "*SIGNING_KEY", "*SIGNING_SECRET_KEY", "JOB_SIGNING_*", "SECRET_KEY", "*_SECRET_KEY", "SECRET_KEY_BASE", "APP_SECRET", "APP_KEY",
            "SESSION_SECRET", "*_SESSION_SECRET", "SESSION_KEY", "COOKIE_SECRET", "*_COOKIE_SECRET", "CSRF_SECRET", "AUTH_SECRET", "NEXTAUTH_SECRET",
            "*ENCRYPTION_KEY", "*ENCRYPTION_SECRET", "MASTER_KEY", "*_MASTER_KEY", "HMAC_*", "*_HMAC_KEY", "*_HMAC_SECRET", "TOKEN_SECRET", "*_TOKEN_SECRET", "SECRET",
        ],
        IssuedKeys);

    private static readonly EnvKeyPattern Passwords = new(
        ["*PASSWORD", "*PASSWD", "*_PASS", "*PASSPHRASE", "PASS", "*_PWD"],
        ["*_OLD_PASSWORD", "*ALLOW*", "*REQUIRE*", "OLDPWD"]);

    /// <summary>Pairs of names for one and the same secret, so that equal values are no second use.</summary>
    private static readonly string[][] Aliases =
    [
        ["POSTGRES_PASSWORD", "POSTGRESQL_PASSWORD", "PGPASSWORD", "DB_PASSWORD", "DATABASE_PASSWORD", "DB_PASS"],
        ["MYSQL_PASSWORD", "MARIADB_PASSWORD", "DB_PASSWORD", "DATABASE_PASSWORD", "DB_PASS"],
        ["REDIS_PASSWORD", "VALKEY_PASSWORD", "REDISCLI_AUTH", "CACHE_PASSWORD"],
        ["NEO4J_PASSWORD", "GRAPH_PASSWORD", "NEO4J_AUTH"],
        ["JWT_SECRET", "JWT_SECRET_KEY", "JWT_KEY"],
        ["MINIO_ROOT_PASSWORD", "MINIO_SECRET_KEY", "S3_SECRET_KEY", "AWS_SECRET_ACCESS_KEY"],
    ];

    /// <summary>Whether the key holds what signs or encrypts.</summary>
    public static bool IsSigningKey(string key) => Signing.Holds(key) && !SpeaksAboutASecret(key);

    /// <summary>Whether the key holds a password.</summary>
    public static bool IsPassword(string key) => Passwords.Holds(key);

    /// <summary>Whether the two keys are names of one secret.</summary>
    public static bool AreOne(string key, string other) =>
        string.Equals(key, other, StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Aliases, names => names.Contains(key, StringComparer.OrdinalIgnoreCase) && names.Contains(other, StringComparer.OrdinalIgnoreCase));

    /// <summary>The names under which the user of a password may stand: <c>POSTGRES_PASSWORD</c> goes with <c>POSTGRES_USER</c>.</summary>
    public static IEnumerable<string> UserKeysOf(string passwordKey)
    {
        var underscore = passwordKey.LastIndexOf('_');
        var stem = underscore < 0 ? "" : passwordKey[..(underscore + 1)];
        return [stem + "USER", stem + "USERNAME", stem + "LOGIN", .. passwordKey.StartsWith("PGPASS", StringComparison.OrdinalIgnoreCase) ? new[] { "PGUSER" } : []];
    }

    private static bool SpeaksAboutASecret(string key) => !SecretKeyNames.IsSecret(key) && key.Contains("SECRET", StringComparison.OrdinalIgnoreCase) && !key.EndsWith("BASE", StringComparison.OrdinalIgnoreCase);
}
