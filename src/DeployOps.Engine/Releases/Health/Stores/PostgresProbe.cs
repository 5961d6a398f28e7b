using System.Globalization;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>PostgreSQL: <c>DATABASE_URL</c>, <c>POSTGRES_URL</c>, or the variables of its image (<c>POSTGRES_USER</c>, <c>POSTGRES_PASSWORD</c>, <c>POSTGRES_DB</c>).</summary>
internal sealed class PostgresProbe(IPostgresConnector connector) : IStoreProbe
{
    private static readonly string[] UrlKeys = ["DATABASE_URL", "POSTGRES_URL", "POSTGRESQL_URL", "POSTGRES_DSN", "SQLALCHEMY_DATABASE_URI"];
    private static readonly string[] HostKeys = ["POSTGRES_HOST", "POSTGRES_SERVER", "PGHOST", "DB_HOST"];
    private static readonly string[] Words = ["postgres", "pgvector", "postgis", "timescale"];
    private static readonly string[] Names = ["db", "database", "pg", "sql"];
    private static readonly string[] Others = ["mysql", "maria", "percona", "mongo", "mssql", "oracle", "cockroach", "influx", "couch", "cassandra", "neo4j", "redis"];

    public string Store => "postgresql";

    public TimeSpan LimitOf(HealthSettings settings) => settings.PostgresTimeout;

    public StoreTarget? Find(StoreSurroundings surroundings)
    {
        foreach (var key in UrlKeys)
        {
            if (surroundings.Value(key) is { } url && PostgresAddress.IsPostgres(url))
            {
                return FromUrl(key, url, surroundings);
            }
        }

        return surroundings.Value("POSTGRES_PASSWORD") is { } password ? FromParts(password, surroundings) : null;
    }

    public StoreJudgement? Judge(DeployOpsException failure, StoreTarget target) => failure switch
    {
        PostgresAddressException address => new(HealthLevel.Unknown, $"{target.Keys} cannot be used: {address.Reason}"),
        PostgresRefusedException { IsLoginRefused: true } refused => new(HealthLevel.Unhealthy, $"it refuses the login: {refused.Reason}; look at {target.Keys}"),
        PostgresRefusedException { SqlState: "3D000" } refused => new(HealthLevel.Unhealthy, $"{refused.Reason}; look at {target.Keys}"),
        PostgresRefusedException refused => new(HealthLevel.Unhealthy, refused.Reason),
        PostgresTimeoutException late => new(HealthLevel.Unhealthy, $"it did not answer within {late.Limit.TotalSeconds:0.###} s"),
        PostgresUnreachableException away => new(HealthLevel.Unhealthy, away.Reason),
        PostgresTlsException => new(HealthLevel.Unknown, $"TLS failed from here: its certificate is not trusted on this machine, or the server has no TLS; look at {target.Keys}"),
        PostgresConnectionLostException => new(HealthLevel.Unhealthy, "it hung up before it answered, or is no PostgreSQL"),
        _ => null,
    };

    private StoreTarget FromUrl(string key, string url, StoreSurroundings surroundings)
    {
        try
        {
            var address = PostgresAddress.Parse(url);
            var password = address.Password ?? surroundings.Value("POSTGRES_PASSWORD");
            return Target(address.Password is null && password is not null ? address.WithPassword(password) : address, address.Password is null && password is not null ? $"{key} and POSTGRES_PASSWORD" : key);
        }
        catch (PostgresAddressException failure)
        {
            return new StoreTarget { Keys = key, Problem = Judge(failure, new StoreTarget { Keys = key })!.Reason };
        }
    }

    private StoreTarget FromParts(string password, StoreSurroundings surroundings)
    {
        const string keys = "POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB";
        var named = surroundings.First(HostKeys)?.Value;
        var host = named ?? surroundings.ServiceOf(Words, Names, Others);
        if (host is null)
        {
            return new StoreTarget { Keys = keys, Problem = "POSTGRES_PASSWORD is set, and no service looks like PostgreSQL; name it with POSTGRES_HOST or DATABASE_URL" };
        }

        // POSTGRES_PORT beside a service of the stack is mostly the port on the host; inside it is the image's own.
        var user = surroundings.Value("POSTGRES_USER") ?? "postgres";
        var port = named is not null && int.TryParse(surroundings.First("POSTGRES_PORT", "PGPORT", "DB_PORT")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : PostgresAddress.DefaultPort;
        return Target(new PostgresAddress(host, port, user, password, surroundings.Value("POSTGRES_DB") ?? user), keys);
    }

    private StoreTarget Target(PostgresAddress address, string keys) => new()
    {
        Host = address.Host,
        Port = address.Port,
        Keys = keys,
        PingAsync = async (endpoint, patience, token) =>
        {
            var options = new PostgresOptions { ConnectTimeout = patience, CommandTimeout = patience, Endpoint = endpoint };
            var session = await connector.OpenAsync(address, options, token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                return await StoreTarget.BestOfThreeAsync(() => session.PingAsync(token)).ConfigureAwait(false);
            }
        },
    };
}
