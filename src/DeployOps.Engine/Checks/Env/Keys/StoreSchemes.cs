using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Env.Keys;

/// <summary>Which URL schemes a store's key may have.</summary>
internal static class StoreSchemes
{
    private static readonly string[] Asyncpg = ["postgresql+asyncpg"];
    private static readonly string[] Postgres = ["postgresql", "postgres"];

    private static readonly (EnvKeyPattern Keys, string[] Schemes)[] Stores =
    [
        (new(["REDIS_URL", "REDIS_URI", "*_REDIS_URL", "VALKEY_URL"]), ["redis", "rediss", "redis+sentinel", "rediss+sentinel", "valkey", "valkeys"]),
        (new(["NEO4J_URI", "NEO4J_URL", "*_NEO4J_URI"]), ["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"]),
        (new(["MONGO_URL", "MONGO_URI", "MONGODB_URL", "MONGODB_URI"]), ["mongodb", "mongodb+srv"]),
        (new(["AMQP_URL", "RABBITMQ_URL", "RABBITMQ_URI"]), ["amqp", "amqps"]),
        (new(["ELASTICSEARCH_URL", "OPENSEARCH_URL", "ELASTIC_URL"]), ["http", "https"]),
    ];

    /// <summary>The schemes that the key may have; <see langword="null"/> when any will do.</summary>
    public static IReadOnlyList<string>? AcceptedFor(string key, EnvFileView file, EnvSettings settings)
    {
        if (settings.Schemes.TryGetValue(key, out var own))
        {
            return own;
        }

        if (string.Equals(key, "DATABASE_URL", StringComparison.OrdinalIgnoreCase))
        {
            return IsNode(file) ? Postgres : Asyncpg;
        }

        return Array.Find(Stores, store => store.Keys.Holds(key)).Schemes;
    }

    /// <summary>
    /// Prisma and the other drivers of Node.js know no <c>+asyncpg</c> (seed 001). A file of theirs has <c>NODE_ENV</c> and not the
    /// <c>ENVIRONMENT</c> of seed 000, or Prisma's own option <c>schema</c>.
    /// </summary>
    private static bool IsNode(EnvFileView file) =>
        (file.IsSet("NODE_ENV") && !file.IsSet("ENVIRONMENT"))
        || (ConnectionUrl.Read(file.Value("DATABASE_URL") ?? "") is { } url && url.Options.ContainsKey("schema"));
}
