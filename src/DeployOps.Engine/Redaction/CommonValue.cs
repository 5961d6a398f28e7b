namespace DeployOps.Engine.Redaction;

/// <summary>
/// Values which are too short or too ordinary to be masked wherever they stand: a log would turn into stars, and the stars
/// would tell which word they hide. They are masked only next to their own key.
/// </summary>
internal static class CommonValue
{
    /// <summary>The fewest characters a value needs to be masked anywhere.</summary>
    public const int ShortestAnywhere = 4;

    // A port has up to five digits; a longer run of digits may be a PIN or a one-time code.
    private const int LongestNumber = 5;

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "none", "null", "enabled", "disabled", "default", "auto", "always", "never", "require", "disable", "prefer",
        "production", "development", "staging", "test", "testing", "local", "localhost", "debug", "release", "info", "warn", "warning",
        "error", "trace", "notice", "postgres", "postgresql", "redis", "neo4j", "nginx", "mysql", "mongo", "rabbitmq", "docker", "compose",
        "admin", "administrator", "root", "user", "username", "guest", "system", "service", "public", "private", "master", "main",
        "password", "passwd", "secret", "token", "changeme", "backend", "frontend", "server", "client", "database", "cache", "http",
        "https", "host", "port", "name", "value", "data", "file", "latest", "utf8", "utf-8", "c.utf-8", "en_us.utf-8", "asia/seoul",
        "smtp", "bolt", "verify-full", "verify-ca", "mydb", "appuser", "demo", "example", "string", "object",
        "environment", "memory", "login", "plain", "basic", "bearer", "required", "optional", "json", "yaml", "sha256", "bcrypt", "argon2",
    };

    /// <summary>Whether a value is masked only next to its own key.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True for short values, small numbers and common words, whatever white space is around them.</returns>
    public static bool IsMaskedOnlyByKey(string value)
    {
        var trimmed = value.Trim();
        return trimmed.Length < ShortestAnywhere
            || (trimmed.Length <= LongestNumber && trimmed.All(char.IsAsciiDigit))
            || Words.Contains(trimmed);
    }
}
