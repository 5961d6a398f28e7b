namespace Shop.Backend.Configuration;

/// <summary>What production must never start with: see the startup guards in deploy.md.</summary>
internal static class StartupGuards
{
    public const string DatabaseScheme = "postgresql+asyncpg";

    private static readonly string[] Placeholders =
        ["change_me", "changeme", "change-me", "placeholder", "your_", "your-", "example", "todo", "xxxx", "<", "dummy"];

    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0"];

    public static void Check(Settings settings)
    {
        List<string> problems = [];
        Url(problems, "DATABASE_URL", settings.DatabaseUrl, settings.IsProduction, DatabaseScheme);
        Url(problems, "REDIS_URL", settings.RedisUrl, settings.IsProduction, "redis");
        Url(problems, "NEO4J_URI", settings.GraphUri, settings.IsProduction, "bolt", "neo4j");
        Secret(problems, "JWT_SECRET_KEY", settings.JwtSecret, 32);
        Secret(problems, "JOB_SIGNING_SECRET", settings.JobSecret, 32);
        Secret(problems, "NEO4J_PASSWORD", settings.GraphPassword, 8);
        Secret(problems, "ADMIN_PASSWORD", settings.AdminPassword, 12);
        if (!settings.AdminEmail.Contains('@', StringComparison.Ordinal))
        {
            problems.Add("ADMIN_EMAIL is missing or no address");
        }

        if (settings.IsProduction)
        {
            if (settings.StartupWithoutRedis)
            {
                problems.Add("STARTUP_WITHOUT_REDIS must be false in production");
            }

            if (settings.StartupWithoutPostgres)
            {
                problems.Add("STARTUP_WITHOUT_POSTGRES must be false in production");
            }

            if (settings.CorsOrigins.Count == 0 || settings.CorsOrigins.Any(origin => origin.Contains('*', StringComparison.Ordinal)))
            {
                problems.Add("CORS_ORIGINS must be a list of origins without a wildcard");
            }
        }

        if (problems.Count > 0)
        {
            throw new SettingsException(problems);
        }
    }

    private static void Url(List<string> problems, string key, string value, bool production, params string[] schemes)
    {
        if (value.Length == 0)
        {
            problems.Add($"{key} is missing");
        }
        else if (value.StartsWith("sqlite", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{key} is SQLite, which is refused");
        }
        else if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            problems.Add($"{key} is not a URL with a host");
        }
        else if (!schemes.Contains(uri.Scheme, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"{key} must begin with {string.Join(" or ", schemes.Select(scheme => scheme + "://"))}");
        }
        else if (production && Loopback.Contains(uri.Host, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"{key} points at this machine itself");
        }
        else if (IsPlaceholder(uri.UserInfo))
        {
            problems.Add($"{key} still holds a placeholder");
        }
    }

    private static void Secret(List<string> problems, string key, string value, int length)
    {
        if (value.Length < length)
        {
            problems.Add($"{key} is missing or shorter than {length} characters");
        }
        else if (IsPlaceholder(value))
        {
            problems.Add($"{key} still holds a placeholder");
        }
    }

    private static bool IsPlaceholder(string value) =>
        Placeholders.Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase));
}
