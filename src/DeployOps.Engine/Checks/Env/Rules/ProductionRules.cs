namespace DeployOps.Engine.Checks.Env.Rules;

/// <summary>The built-in rules of the production pack that are plain data. Other built-in checks have a class of their own.</summary>
public static class ProductionRules
{
    // Every spelling that pydantic, yup, boolean packages and shells take for "no".
    private static readonly string[] No = ["false", "0", "no", "off", "n", "f", "disabled"];
    private static readonly string[] Yes = ["true", "1", "yes", "on", "y", "t", "enabled"];

    /// <summary>The rules in the order of their identifiers.</summary>
    public static IReadOnlyList<EnvRule> All { get; } =
    [
        Rule("ENV021", "Starting without Redis is off", Severity.P0, "PA3", "seed 000, 1-2", ["STARTUP_WITHOUT_REDIS"],
            new EnvDemand(EnvDemandKind.OneOfIgnoringCase, No), "Set it to false: in production the service must not start without Redis."),
        Rule("ENV022", "Starting without PostgreSQL is off", Severity.P0, "PA3", "seed 000, 1-2", ["STARTUP_WITHOUT_POSTGRES"],
            new EnvDemand(EnvDemandKind.OneOfIgnoringCase, No), "Set it to false: in production the service must not start without PostgreSQL."),
        Rule("ENV023", "Debug modes are off", Severity.P0, "PA3", "OWASP ASVS 5.0, 13.4.2; CWE-489",
            ["DEBUG", "APP_DEBUG", "FLASK_DEBUG", "DJANGO_DEBUG", "FASTAPI_DEBUG", "*_DEBUG_MODE", "DEBUG_MODE", "ENABLE_DEBUG", "DEV_MODE", "*_DEV_MODE", "DEVELOPMENT_MODE", "SQL_ECHO", "SQLALCHEMY_ECHO", "UVICORN_RELOAD", "RELOAD"],
            new EnvDemand(EnvDemandKind.OneOfIgnoringCase, [.. No, "none"]), "Set it to false: debug modes show stack traces, settings and statements to whoever asks."),
        Rule("ENV024", "The development login is off", Severity.P0, "CH3", "seed 001, security checklist (/auth/dev); CWE-489",
            ["ENABLE_DEV_LOGIN", "ENABLE_DEV_AUTH", "ALLOW_DEV_LOGIN", "ALLOW_DEV_AUTH", "DEV_LOGIN*", "DEV_AUTH*", "AUTH_DEV*", "*_DEV_LOGIN", "*_DEV_AUTH", "*_DEV_LOGIN_ENABLED", "*_DEV_AUTH_ENABLED", "ENABLE_TEST_LOGIN", "*_TEST_LOGIN", "AUTH_BYPASS", "BYPASS_AUTH", "SKIP_AUTH", "DISABLE_AUTH", "AUTH_DISABLED", "MOCK_AUTH", "USE_MOCK_AUTH"],
            new EnvDemand(EnvDemandKind.OneOfIgnoringCase, [.. No, "none"]), "Set it to false: anybody could log in as anybody.",
            ["DISABLE_DEV*", "*_DISABLE_DEV*"]),
        Rule("ENV025", "What switches the development login off is on", Severity.P0, "CH3", "seed 001, security checklist (/auth/dev); CWE-489",
            ["DISABLE_DEV_LOGIN", "DISABLE_DEV_AUTH", "DISABLE_AUTH_DEV", "*_DISABLE_DEV_LOGIN", "*_DISABLE_DEV_AUTH"],
            new EnvDemand(EnvDemandKind.OneOfIgnoringCase, Yes), "Set it to true: anybody could log in as anybody."),
        Rule("ENV029", "The log level shows no debug output", Severity.P2, "KP7", "OWASP Logging Cheat Sheet; seed 004",
            ["LOG_LEVEL", "LOGLEVEL", "*_LOG_LEVEL", "*_LOGLEVEL", "LOGGING_LEVEL"],
            new EnvDemand(EnvDemandKind.NoneOf, ["debug", "trace", "verbose", "silly", "all", "notset"]), "Set it to INFO or WARNING: debug output may hold personal data and secrets.",
            ["NEO4J_*"]),
    ];

    private static EnvRule Rule(
        string id, string title, Severity severity, string row, string source, IReadOnlyList<string> keys, EnvDemand demand, string fix, IReadOnlyList<string>? except = null) => new()
        {
            Descriptor = new CheckDescriptor(id, title, CheckFamily.Env, severity, row, source),
            Keys = keys,
            Except = except ?? [],
            ProductionOnly = true,
            Demands = [demand],
            Fix = fix,
        };
}
