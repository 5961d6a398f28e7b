using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>Containers of the image that the settings name, for stores that are no services of the stack.</summary>
internal static class ImageEngines
{
    private const string Role = "proof";
    private const string Host = "store";

    // The password reaches the server on its standard input: it is on no command line. Each product calls its server by its own name.
    private const string RedisScript =
        """
        for program in redis-stack-server redis-server valkey-server keydb-server; do
          if command -v "$program" >/dev/null 2>&1; then
            printf 'requirepass %s\nsave ""\nappendonly no\nbind * -::*\nport 6379\ndatabases 1024\ndir /tmp\n' "$REDIS_PASSWORD" | exec "$program" -
          fi
        done
        echo "the image has no redis-server or valkey-server" >&2
        exit 97
        """;

    /// <summary>A container of an image.</summary>
    public static ContainerPlan Of(DataStoreKind kind, string image, string stack)
    {
        var name = ProofNotes.NewName(stack);
        var password = ThrowawayLogins.NewPassword();
        var (environment, entrypoint, logins) = kind switch
        {
            DataStoreKind.Postgres => (OfPostgres(password), null, [ThrowawayLogins.OfPostgres(new PostgresAddress(Host, PostgresAddress.DefaultPort, Role, password, Role))]),
            DataStoreKind.Redis => (
                new Dictionary<string, string> { ["REDIS_PASSWORD"] = password },
                ["sh", "-c", RedisScript],
                [ThrowawayLogins.OfRedis(new RedisAddress(Host, password: password))]),
            _ => (OfGraph(image, password), (IReadOnlyList<string>?)null, new[] { ThrowawayLogins.OfGraph(Host, "neo4j", password), ThrowawayLogins.OfGraph(Host, "falkordb", password) }),
        };
        var plan = PlanIsolation.OfImage(name, Host, image, environment, entrypoint, new Dictionary<string, string> { ["deployops.proof"] = name });
        return new ContainerPlan(kind, plan, logins, $"a container of {image}", MayPull: true);
    }

    private static Dictionary<string, string> OfPostgres(string password) =>
        new() { ["POSTGRES_USER"] = Role, ["POSTGRES_PASSWORD"] = password, ["POSTGRES_DB"] = Role };

    // Neo4j's own image, and FalkorDB's. Source: Neo4j Operations Manual, "Docker"; FalkorDB documentation, "BOLT protocol support".
    private static Dictionary<string, string> OfGraph(string image, string password)
    {
        var environment = new Dictionary<string, string> { ["NEO4J_AUTH"] = $"neo4j/{password}", ["NEO4J_PASSWORD"] = password };
        if (image.Contains("falkor", StringComparison.OrdinalIgnoreCase))
        {
            // That image knows no other way than its server's command line; the password is of no use once the container is gone.
            environment["REDIS_ARGS"] = $"--requirepass {password}";
            environment["FALKORDB_ARGS"] = "BOLT_PORT 7687";
        }

        return environment;
    }
}
