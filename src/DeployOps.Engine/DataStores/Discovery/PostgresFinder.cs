using System.Globalization;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.DataStores.Discovery;

/// <summary>PostgreSQL: <c>DATABASE_URL</c>, <c>POSTGRES_URL</c>, or the variables of its image (<c>POSTGRES_USER</c>, <c>POSTGRES_PASSWORD</c>, <c>POSTGRES_DB</c>).</summary>
internal static class PostgresFinder
{
    private static readonly string[] UrlKeys = ["DATABASE_URL", "POSTGRES_URL", "POSTGRESQL_URL", "POSTGRES_DSN", "SQLALCHEMY_DATABASE_URI"];
    private static readonly string[] HostKeys = ["POSTGRES_HOST", "POSTGRES_SERVER", "PGHOST", "DB_HOST"];
    private static readonly string[] Words = ["postgres", "pgvector", "postgis", "timescale"];
    private static readonly string[] Names = ["db", "database", "pg", "sql"];
    private static readonly string[] Others = ["mysql", "maria", "percona", "mongo", "mssql", "oracle", "cockroach", "influx", "couch", "cassandra", "neo4j", "redis"];

    /// <summary>Finds it; <see langword="null"/> when no key names one.</summary>
    /// <param name="surroundings">The keys and services.</param>
    /// <param name="urlVariable">The key that holds its URL and wins over all others, when the project names one.</param>
    public static DataStore? Find(StoreSurroundings surroundings, string? urlVariable = null)
    {
        if (urlVariable is not null)
        {
            return surroundings.Value(urlVariable) is { } named ? FromUrl(urlVariable, named, surroundings) : StoreKeys.Missing(DataStoreKind.Postgres, urlVariable);
        }

        foreach (var key in UrlKeys)
        {
            if (surroundings.Value(key) is { } url && PostgresAddress.IsPostgres(url))
            {
                return FromUrl(key, url, surroundings);
            }
        }

        return surroundings.Value("POSTGRES_PASSWORD") is { } password ? FromParts(password, surroundings) : null;
    }

    private static DataStore FromUrl(string key, string url, StoreSurroundings surroundings)
    {
        try
        {
            var address = PostgresAddress.Parse(url);
            return address.Password is null && surroundings.Value("POSTGRES_PASSWORD") is { } password
                ? Store(address.WithPassword(password), $"{key} and POSTGRES_PASSWORD")
                : Store(address, key);
        }
        catch (PostgresAddressException failure)
        {
            return StoreKeys.Unusable(DataStoreKind.Postgres, key, failure.Reason);
        }
    }

    private static DataStore FromParts(string password, StoreSurroundings surroundings)
    {
        const string keys = "POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB";
        var named = surroundings.First(HostKeys)?.Value;
        var host = named ?? surroundings.ServiceOf(Words, Names, Others);
        if (host is null)
        {
            return new DataStore
            {
                Kind = DataStoreKind.Postgres,
                Keys = keys,
                Problem = "POSTGRES_PASSWORD is set, and no service looks like PostgreSQL; name it with POSTGRES_HOST or DATABASE_URL",
            };
        }

        // POSTGRES_PORT beside a service of the stack is mostly the port on the host; inside it is the image's own.
        var user = surroundings.Value("POSTGRES_USER") ?? "postgres";
        var port = named is not null && int.TryParse(surroundings.First("POSTGRES_PORT", "PGPORT", "DB_PORT")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : PostgresAddress.DefaultPort;
        return Store(new PostgresAddress(host, port, user, password, surroundings.Value("POSTGRES_DB") ?? user), keys);
    }

    private static DataStore Store(PostgresAddress address, string keys) => new() { Kind = DataStoreKind.Postgres, Keys = keys, Postgres = address };
}
