namespace DeployOps.Engine.Checks.Env.Keys;

/// <summary>Which keys say where something is reached.</summary>
internal static class EndpointKeys
{
    private static readonly string[] Stores =
    [
        "DB", "DATABASE", "POSTGRES", "POSTGRESQL", "PG", "MYSQL", "MARIADB", "MSSQL", "MONGO", "MONGODB", "REDIS", "VALKEY", "CACHE", "MEMCACHED",
        "NEO4J", "GRAPH", "RABBITMQ", "AMQP", "KAFKA", "NATS", "BROKER", "QUEUE", "CELERY", "ELASTIC", "ELASTICSEARCH", "OPENSEARCH", "QDRANT",
        "MILVUS", "WEAVIATE", "CHROMA", "MINIO", "S3", "SMTP", "MAIL", "LDAP", "VAULT", "BACKEND", "UPSTREAM",
    ];

    /// <summary>
    /// URLs of any kind. A health check asks its own container, where the loopback is right; so does what a server listens on.
    /// </summary>
    public static EnvKeyPattern Urls { get; } = new(
        ["*_URL", "*_URI", "*_DSN", "*_ENDPOINT", "*_ENDPOINTS", "*_URLS", "*_URIS", "URL", "URI", "DATABASE", "*_BASEURL", "*_BROKER", "*_BROKERS", "*_BOOTSTRAP_SERVERS"],
        ["*HEALTH*", "*LISTEN*", "*BIND*", "ASPNETCORE_URLS", "*_PATH_URL"]);

    /// <summary>Hosts of stores. <c>HOST</c> alone is what a server listens on.</summary>
    public static EnvKeyPattern Hosts { get; } = new(
        [
            "PGHOST", "PGHOSTADDR",
            .. Stores.SelectMany(store => new[] { "HOST", "HOSTS", "HOSTNAME", "SERVER", "SERVERS", "ADDR", "ADDRESS", "NODES" }.SelectMany(what =>
                new[] { $"{store}_{what}", $"*_{store}_{what}", $"{store}_*_{what}" })),
        ],
        ["*HEALTH*", "*LISTEN*", "*BIND*", "*_SERVER_NAME"]);

    /// <summary>Lists of origins that browsers may call from.</summary>
    public static EnvKeyPattern Origins { get; } = new(
        ["CORS_ORIGIN", "CORS_ORIGINS", "CORS_ALLOW*ORIGIN", "CORS_ALLOW*ORIGINS", "ALLOWED_ORIGIN", "ALLOWED_ORIGINS", "ALLOW_ORIGINS", "*_CORS_ORIGIN", "*_CORS_ORIGINS", "*_ALLOWED_ORIGINS", "CORS", "CORS_WHITELIST", "CORS_ALLOWLIST", "CSRF_TRUSTED_ORIGINS", "TRUSTED_ORIGINS"],
        ["*REGEX*"]);

    /// <summary>Lists of host names a server answers to.</summary>
    public static EnvKeyPattern AllowedHosts { get; } = new(["ALLOWED_HOSTS", "*_ALLOWED_HOSTS", "TRUSTED_HOSTS", "ALLOWEDHOSTS"]);

    /// <summary>Regular expressions in the place of a list of origins.</summary>
    public static EnvKeyPattern OriginExpressions { get; } = new(["CORS*REGEX*", "*ORIGIN*REGEX*", "*_CORS*REGEX*"]);
}
