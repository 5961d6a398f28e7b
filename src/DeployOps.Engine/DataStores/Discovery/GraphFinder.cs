using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.DataStores.Discovery;

/// <summary>Neo4j and what speaks Bolt like it: <c>NEO4J_URI</c> with <c>NEO4J_USER</c> and <c>NEO4J_PASSWORD</c>, or <c>NEO4J_AUTH</c>.</summary>
internal static class GraphFinder
{
    private const string DefaultUser = "neo4j";
    private const string DatabaseKey = "NEO4J_DATABASE";
    private static readonly string[] UriKeys = ["NEO4J_URI", "NEO4J_URL", "NEO4J_BOLT_URL"];
    private static readonly string[] UserKeys = ["NEO4J_USER", "NEO4J_USERNAME"];
    private static readonly string[] Words = ["neo4j", "falkor", "memgraph"];
    private static readonly string[] Names = ["graph", "graphdb"];
    private static readonly string[] Others = ["graphql", "hasura", "postgraphile"];

    /// <inheritdoc cref="PostgresFinder.Find"/>
    public static DataStore? Find(StoreSurroundings surroundings, string? urlVariable = null)
    {
        var (login, loginKey) = LoginOf(surroundings);
        if (urlVariable is not null)
        {
            return surroundings.Value(urlVariable) is { } named ? FromUri(urlVariable, named, surroundings.Value(DatabaseKey), login, loginKey) : StoreKeys.Missing(DataStoreKind.Graph, urlVariable);
        }

        if (surroundings.First(UriKeys) is { } uri)
        {
            return FromUri(uri.Key, uri.Value, surroundings.Value(DatabaseKey), login, loginKey);
        }

        if (loginKey is null)
        {
            return null;
        }

        return surroundings.ServiceOf(Words, Names, Others) is { } service
            ? Store(new GraphAddress("bolt", service, GraphAddress.DefaultPort, GraphTransport.Plain, surroundings.Value(DatabaseKey), login), loginKey)
            : new DataStore { Kind = DataStoreKind.Graph, Keys = loginKey, Problem = $"{loginKey} is set, and no service looks like a graph server; name it with NEO4J_URI" };
    }

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

    private static DataStore FromUri(string key, string uri, string? database, GraphCredentials? login, string? loginKey)
    {
        try
        {
            var address = GraphAddress.Parse(uri);
            if (address.Database is not null && database is not null && !address.Database.Equals(database, StringComparison.Ordinal))
            {
                // Which of both is meant is not to be guessed by what replaces a database.
                return StoreKeys.Unusable(DataStoreKind.Graph, $"{key} and {DatabaseKey}", "they name two databases");
            }

            var isOwn = address.Credentials is not null || login is null;
            return Store(
                new GraphAddress(address.Scheme, address.Host, address.Port, address.Transport, address.Database ?? database, isOwn ? address.Credentials : login), isOwn ? key : loginKey!);
        }
        catch (GraphAddressException failure)
        {
            return StoreKeys.Unusable(DataStoreKind.Graph, key, failure.Reason);
        }
    }

    private static DataStore Store(GraphAddress address, string keys) => new() { Kind = DataStoreKind.Graph, Keys = keys, Graph = address };
}
