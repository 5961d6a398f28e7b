using System.Globalization;

namespace Shop.Backend.Configuration;

/// <summary>Everything the service reads from its environment, once, at start.</summary>
internal sealed record Settings
{
    public required string Environment { get; init; }
    public required string Release { get; init; }
    public required string DatabaseUrl { get; init; }
    public required string RedisUrl { get; init; }
    public required string GraphUri { get; init; }
    public required string GraphUser { get; init; }
    public required string GraphPassword { get; init; }
    public required string JwtSecret { get; init; }
    public required string JobSecret { get; init; }
    public required string AdminEmail { get; init; }
    public required string AdminPassword { get; init; }
    public required string QueueName { get; init; }
    public required IReadOnlyList<string> CorsOrigins { get; init; }
    public required LogLevel LogLevel { get; init; }
    public required bool StartupWithoutRedis { get; init; }
    public required bool StartupWithoutPostgres { get; init; }
    public required TimeSpan StartupWait { get; init; }
    public required TimeSpan RedisTimeout { get; init; }
    public required TimeSpan PostgresTimeout { get; init; }
    public required TimeSpan GraphTimeout { get; init; }
    public required TimeSpan TokenLifetime { get; init; }
    public required int AuthRequestsPerMinute { get; init; }
    public required int JobMaxAttempts { get; init; }
    public required TimeSpan JobBackoff { get; init; }

    public bool IsProduction => Environment.Equals("production", StringComparison.OrdinalIgnoreCase);

    public static Settings FromEnvironment() => new()
    {
        Environment = Text("ENVIRONMENT", "production"),
        Release = Text("RELEASE_TAG", "unknown"),
        DatabaseUrl = Text("DATABASE_URL"),
        RedisUrl = Text("REDIS_URL"),
        GraphUri = Text("NEO4J_URI"),
        GraphUser = Text("NEO4J_USER"),
        GraphPassword = Text("NEO4J_PASSWORD"),
        JwtSecret = Text("JWT_SECRET_KEY"),
        JobSecret = Text("JOB_SIGNING_SECRET"),
        AdminEmail = Text("ADMIN_EMAIL"),
        AdminPassword = Text("ADMIN_PASSWORD"),
        QueueName = Text("QUEUE_NAME", "shop_jobs"),
        CorsOrigins = Text("CORS_ORIGINS").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        LogLevel = Level(Text("LOG_LEVEL", "INFO")),
        StartupWithoutRedis = Flag("STARTUP_WITHOUT_REDIS"),
        StartupWithoutPostgres = Flag("STARTUP_WITHOUT_POSTGRES"),
        StartupWait = TimeSpan.FromSeconds(Number("STARTUP_WAIT_SECONDS", 20)),
        RedisTimeout = TimeSpan.FromMilliseconds(Number("HEALTH_REDIS_TIMEOUT_MS", 300)),
        PostgresTimeout = TimeSpan.FromMilliseconds(Number("HEALTH_POSTGRES_TIMEOUT_MS", 500)),
        GraphTimeout = TimeSpan.FromMilliseconds(Number("HEALTH_NEO4J_TIMEOUT_MS", 700)),
        TokenLifetime = TimeSpan.FromMinutes(Number("ACCESS_TOKEN_MINUTES", 60)),
        AuthRequestsPerMinute = Number("AUTH_REQUESTS_PER_MINUTE", 120),
        JobMaxAttempts = Number("JOB_MAX_ATTEMPTS", 3),
        JobBackoff = TimeSpan.FromMilliseconds(Number("JOB_BACKOFF_MS", 500)),
    };

    private static string Text(string key, string fallback = "") =>
        System.Environment.GetEnvironmentVariable(key) is { Length: > 0 } value ? value : fallback;

    private static bool Flag(string key) => Text(key).Equals("true", StringComparison.OrdinalIgnoreCase);

    private static int Number(string key, int fallback) => Text(key) switch
    {
        "" => fallback,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        _ => throw new SettingsException([$"{key} is not a positive whole number"]),
    };

    private static LogLevel Level(string text) => text.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" => LogLevel.Information,
        "WARNING" or "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        _ => throw new SettingsException(["LOG_LEVEL is none of TRACE, DEBUG, INFO, WARNING, ERROR"]),
    };
}

/// <summary>Settings the service refuses to start with. Names keys and reasons, never a value.</summary>
internal sealed class SettingsException(IReadOnlyList<string> problems)
    : Exception("The configuration is refused: " + string.Join("; ", problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
