using System.Diagnostics;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>Neo4j and what speaks Bolt like it: <c>NEO4J_URI</c> with <c>NEO4J_USER</c> and <c>NEO4J_PASSWORD</c>, or <c>NEO4J_AUTH</c>.</summary>
internal sealed class GraphStoreProbe(IGraphConnector connector) : IStoreProbe
{
    private const string DefaultUser = "neo4j";
    private static readonly string[] UriKeys = ["NEO4J_URI", "NEO4J_URL", "NEO4J_BOLT_URL"];
    private static readonly string[] UserKeys = ["NEO4J_USER", "NEO4J_USERNAME"];
    private static readonly string[] Words = ["neo4j", "falkor", "memgraph"];
    private static readonly string[] Names = ["graph", "graphdb"];
    private static readonly string[] Others = ["graphql", "hasura", "postgraphile"];

    public string Store => "neo4j";

    public TimeSpan LimitOf(HealthSettings settings) => settings.GraphTimeout;

    public StoreTarget? Find(StoreSurroundings surroundings)
    {
        var (login, loginKey) = LoginOf(surroundings);
        if (surroundings.First(UriKeys) is { } uri)
        {
            return FromUri(uri.Key, uri.Value, login, loginKey);
        }

        if (loginKey is null)
        {
            return null;
        }

        return surroundings.ServiceOf(Words, Names, Others) is { } service
            ? Target(new GraphAddress("bolt", service, GraphAddress.DefaultPort, GraphTransport.Plain, surroundings.Value("NEO4J_DATABASE"), login), loginKey)
            : new StoreTarget { Keys = loginKey, Problem = $"{loginKey} is set, and no service looks like a graph server; name it with NEO4J_URI" };
    }

    public StoreJudgement? Judge(DeployOpsException failure, StoreTarget target) => failure switch
    {
        GraphAddressException address => new(HealthLevel.Unknown, $"{target.Keys} cannot be used: {address.Reason}"),
        GraphLoginRefusedException refused => new(HealthLevel.Unhealthy, $"it refuses the login ({refused.Code}); look at {target.Keys}"),
        GraphQueryException refused => new(HealthLevel.Unhealthy, $"it refuses a query ({refused.Code})"),
        GraphTimeoutException late => new(HealthLevel.Unhealthy, $"it did not answer within {late.Limit.TotalSeconds:0.###} s"),
        GraphServerUnreachableException away => new(HealthLevel.Unhealthy, away.Reason),
        GraphTlsException => new(HealthLevel.Unknown, $"TLS failed from here: its certificate is not trusted on this machine or for this way, or the port has no TLS; look at {target.Keys}"),
        GraphConnectionLostException => new(HealthLevel.Unhealthy, "it hung up before it answered"),
        GraphProtocolException => new(HealthLevel.Unhealthy, "what answers there does not speak Bolt"),
        _ => null,
    };

    private static (GraphCredentials? Login, string? Key) LoginOf(StoreSurroundings surroundings)
    {
        if (surroundings.Value("NEO4J_PASSWORD") is { } password)
        {
            var user = surroundings.First(UserKeys);
            return (GraphCredentials.Basic(user?.Value ?? DefaultUser, password), user is null ? "NEO4J_PASSWORD" : $"{user.Value.Key} and NEO4J_PASSWORD");
        }

        // Source: Neo4j operations manual, Docker, "NEO4J_AUTH": user/password, or none.
        if (surroundings.Value("NEO4J_AUTH") is not { } both)
        {
            return (null, null);
        }

        var slash = both.IndexOf('/', StringComparison.Ordinal);
        return (slash > 0 ? GraphCredentials.Basic(both[..slash], both[(slash + 1)..]) : GraphCredentials.None, "NEO4J_AUTH");
    }

    private StoreTarget FromUri(string key, string uri, GraphCredentials? login, string? loginKey)
    {
        try
        {
            var address = GraphAddress.Parse(uri);
            return address.Credentials is not null || login is null
                ? Target(address, key)
                : Target(new GraphAddress(address.Scheme, address.Host, address.Port, address.Transport, address.Database, login), loginKey!);
        }
        catch (GraphAddressException failure)
        {
            return new StoreTarget { Keys = key, Problem = Judge(failure, new StoreTarget { Keys = key })!.Reason };
        }
    }

    private StoreTarget Target(GraphAddress address, string keys) => new()
    {
        Host = address.Host,
        Port = address.Port,
        Keys = keys,
        PingAsync = async (endpoint, patience, token) =>
        {
            var session = await connector.OpenAsync(
                At(address, endpoint), address.Credentials, new GraphSessionOptions { ConnectTimeout = patience, AnswerTimeout = patience }, token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                return await StoreTarget.BestOfThreeAsync(() => PingAsync(session, address.Database, token)).ConfigureAwait(false);
            }
        },
    };

    private static GraphAddress At(GraphAddress address, StoreEndpoint endpoint) =>
        new(address.Scheme, endpoint.Host, endpoint.Port, address.Transport, address.Database, address.Credentials);

    private static async Task<TimeSpan> PingAsync(IGraphSession session, string? database, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await session.ExecuteAsync(new GraphQuery("RETURN 1") { Transaction = new GraphTransaction { Database = database } }, cancellationToken).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(started);
    }
}
