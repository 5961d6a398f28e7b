using System.Diagnostics;
using System.Globalization;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Health.Stores;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Releases.Health.Looking;

/// <summary>Neo4j and what speaks Bolt as it does: <c>NEO4J_URI</c>, or <c>NEO4J_PASSWORD</c> with <c>NEO4J_HOST</c> or a service.</summary>
internal sealed class GraphStoreProbe(IGraphConnector connector) : IStoreProbe
{
    private static readonly string[] UrlKeys = ["NEO4J_URI", "NEO4J_URL", "NEO4J_BOLT_URL", "BOLT_URL", "GRAPH_URL"];
    private static readonly string[] UserKeys = ["NEO4J_USER", "NEO4J_USERNAME"];
    private static readonly string[] PasswordKeys = ["NEO4J_PASSWORD"];
    private static readonly string[] Words = ["neo4j", "falkor", "memgraph"];
    private static readonly string[] Names = ["graph", "graphdb"];

    public string Store => "neo4j";

    public TimeSpan LimitOf(HealthSettings settings) => settings.GraphTimeout;

    public StoreTarget? Find(StoreSurroundings surroundings)
    {
        if (surroundings.First(UrlKeys) is not { } url)
        {
            return surroundings.First("NEO4J_PASSWORD", "NEO4J_AUTH", "NEO4J_HOST") is { } key ? FromParts(key.Key, surroundings) : null;
        }

        try
        {
            var address = GraphAddress.Parse(url.Value);
            return address.Credentials is not null ? Target(address, address.Credentials, url.Key) : WithLogin(address, url.Key, surroundings);
        }
        catch (GraphAddressException failure)
        {
            return new StoreTarget { Keys = url.Key, Problem = $"{url.Key} cannot be used: {failure.Reason}" };
        }
    }

    public StoreJudgement? Judge(DeployOpsException failure, StoreTarget target) => failure switch
    {
        GraphLoginRefusedException refused => new(HealthLevel.Unhealthy, $"it refuses the login ({refused.Code}); look at {target.Keys}"),
        GraphQueryException refused => new(HealthLevel.Unhealthy, $"it refuses a query ({refused.Code})"),
        GraphTimeoutException late => new(HealthLevel.Unhealthy, $"it did not answer within {late.Limit.TotalSeconds:0.###} s"),
        GraphServerUnreachableException away => new(HealthLevel.Unhealthy, away.Reason),
        GraphTlsException => new(HealthLevel.Unknown, $"TLS failed from here: its certificate is not trusted on this machine, or the port has no TLS; look at {target.Keys}"),
        GraphConnectionLostException => new(HealthLevel.Unhealthy, "it hung up before it answered"),
        GraphProtocolException => new(HealthLevel.Unhealthy, "what answers there does not speak Bolt"),
        _ => null,
    };

    private StoreTarget FromParts(string key, StoreSurroundings surroundings)
    {
        var named = surroundings.Value("NEO4J_HOST");
        var host = named ?? surroundings.ServiceOf(Words, Names, []);
        if (host is null)
        {
            return new StoreTarget { Keys = key, Problem = $"{key} is set, and no service looks like a graph server; name it with NEO4J_HOST or NEO4J_URI" };
        }

        // NEO4J_PORT beside a service of the stack is mostly the port on the host; inside it is the image's own.
        var port = named is not null && int.TryParse(surroundings.Value("NEO4J_PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : GraphAddress.DefaultPort;
        return WithLogin(new GraphAddress("bolt", host, port, GraphTransport.Plain, database: null, credentials: null), key, surroundings);
    }

    // NEO4J_AUTH is how the image of Neo4j is told its first login: user/password, or none.
    private StoreTarget WithLogin(GraphAddress address, string key, StoreSurroundings surroundings)
    {
        var user = surroundings.First(UserKeys)?.Value ?? "neo4j";
        if (surroundings.First(PasswordKeys) is { } password)
        {
            return Target(address, GraphCredentials.Basic(user, password.Value), key == password.Key ? key : $"{key} and {password.Key}");
        }

        return surroundings.Value("NEO4J_AUTH")?.Split('/', 2) is [var first, var second]
            ? Target(address, GraphCredentials.Basic(first, second), key == "NEO4J_AUTH" ? key : $"{key} and NEO4J_AUTH")
            : Target(address, GraphCredentials.None, key);
    }

    private StoreTarget Target(GraphAddress address, GraphCredentials credentials, string keys) => new()
    {
        Host = address.Host,
        Port = address.Port,
        Keys = keys,
        PingAsync = async (endpoint, patience, token) =>
        {
            var here = new GraphAddress(address.Scheme, endpoint.Host, endpoint.Port, address.Transport, address.Database, credentials: null);
            var session = await connector.OpenAsync(here, credentials, new GraphSessionOptions { ConnectTimeout = patience, AnswerTimeout = patience }, token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                return await StoreTarget.BestOfThreeAsync(() => AskAsync(session, address.Database, token)).ConfigureAwait(false);
            }
        },
    };

    private static async Task<TimeSpan> AskAsync(IGraphSession session, string? database, CancellationToken cancellationToken)
    {
        var asked = Stopwatch.GetTimestamp();
        await foreach (var row in session.QueryAsync(new GraphQuery("RETURN 1") { Transaction = new GraphTransaction { Database = database } }, cancellationToken).ConfigureAwait(false))
        {
            _ = row;
        }

        return Stopwatch.GetElapsedTime(asked);
    }
}
