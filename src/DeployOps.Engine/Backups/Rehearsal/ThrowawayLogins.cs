using System.Security.Cryptography;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>How a throwaway engine may be logged in to, and whether it answers.</summary>
internal static class ThrowawayLogins
{
    private const string Keys = "the throwaway engine's own";

    /// <summary>A password that nobody has to know: letters and digits, so that no file and no shell can misread it.</summary>
    public static string NewPassword() => RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>The logins to try, the best first: that of the role that the service makes at its first start, then the application's.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="host">The host that addresses name when the application's is not known.</param>
    /// <param name="live">The store as the application knows it.</param>
    /// <param name="environment">The variables of the service.</param>
    public static IReadOnlyList<DataStore> Of(DataStoreKind kind, string host, DataStore? live, IReadOnlyDictionary<string, string> environment)
    {
        string? Value(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
        var own = new List<DataStore>();
        if (kind == DataStoreKind.Postgres && Value("POSTGRES_PASSWORD") is { } password)
        {
            var user = Value("POSTGRES_USER") ?? "postgres";
            own.Add(OfPostgres(new PostgresAddress(host, live?.Postgres?.Port ?? PostgresAddress.DefaultPort, user, password, Value("POSTGRES_DB") ?? user)));
        }

        return [.. own, .. live is null ? [] : new[] { WithoutStrictTls(live) }];
    }

    /// <summary>A store at a PostgreSQL address.</summary>
    public static DataStore OfPostgres(PostgresAddress address) => new() { Kind = DataStoreKind.Postgres, Keys = Keys, Postgres = address };

    /// <summary>A store at a Redis address.</summary>
    public static DataStore OfRedis(RedisAddress address) => new() { Kind = DataStoreKind.Redis, Keys = Keys, Redis = address };

    /// <summary>A store at a graph's address.</summary>
    public static DataStore OfGraph(string host, string user, string password) => new()
    {
        Kind = DataStoreKind.Graph,
        Keys = Keys,
        Graph = new GraphAddress("bolt", host, GraphAddress.DefaultPort, GraphTransport.Plain, database: null, GraphCredentials.Basic(user, password)),
    };

    /// <summary>Connects, logs in and asks something.</summary>
    /// <exception cref="DeployOpsException">It does not answer, or refuses.</exception>
    public static async Task PingAsync(DataStore store, StoreEndpoint endpoint, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (store.Postgres is { } postgres)
        {
            var session = await new PostgresConnector().OpenAsync(postgres, new PostgresOptions { ConnectTimeout = patience, CommandTimeout = patience, Endpoint = endpoint }, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.PingAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        else if (store.Redis is { } redis)
        {
            var connection = await new RedisConnector().OpenAsync(redis, new RedisOptions { ConnectTimeout = patience, CommandTimeout = patience, Endpoint = endpoint }, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await connection.PingAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        else if (store.Graph is { } graph)
        {
            var address = new GraphAddress(graph.Scheme, endpoint.Host, endpoint.Port, graph.Transport, graph.Database, graph.Credentials);
            var session = await new BoltConnector().OpenAsync(address, graph.Credentials, new GraphSessionOptions { ConnectTimeout = patience, AnswerTimeout = patience }, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.ExecuteAsync(new GraphQuery("RETURN 1"), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // A fresh volume has no certificates; the network of the copy leads nowhere, so nothing has to be protected from anybody in it.
    private static DataStore WithoutStrictTls(DataStore live) => live.Postgres is { Tls: not PostgresTls.Disable } postgres
        ? live with { Postgres = new PostgresAddress(postgres.Host, postgres.Port, postgres.User, postgres.Password, postgres.Database) }
        : live;
}
