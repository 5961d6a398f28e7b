using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Integration.Tests.Stores.Graph;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Graph;

/// <summary>Two real graph servers: one to back up, one to restore into.</summary>
public sealed class GraphBackupServers : IAsyncLifetime
{
    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public GraphServer Source { get; } = new();

    public GraphServer Target { get; } = new();

    public async Task InitializeAsync() => await Task.WhenAll(Source.InitializeAsync(), Target.InitializeAsync());

    public async Task DisposeAsync() => await Task.WhenAll(Source.DisposeAsync(), Target.DisposeAsync());

    internal static GraphBackup Backup(bool gzip = true) => new(new BackupGraphSettings { Gzip = gzip }, new BackupPorts());

    /// <summary>A server as a stack's store: its address is a name that only the stack knows.</summary>
    internal static DataStoreAccess Access(GraphServer server, string? password = null, StoreEndpoint? endpoint = null)
    {
        var address = GraphAddress.Parse($"bolt://falkordb:{password ?? server.Credentials.Password}@graph.stack.invalid:7687/falkordb");
        return new DataStoreAccess(
            new DataStore { Kind = DataStoreKind.Graph, Keys = "NEO4J_URI", Graph = address }, endpoint ?? new StoreEndpoint(server.Address.Host, server.Address.Port), null);
    }

    /// <summary>Empties a server and fills it.</summary>
    internal static async Task FillAsync(GraphServer server, params string[] statements)
    {
        await using var session = await server.OpenAsync();
        var dialect = await Engine.Backups.Stores.Graph.Dialects.GraphDialects.OfAsync(session, null, null, CancellationToken.None);
        await server.RedisAsync("GRAPH.QUERY falkordb 'RETURN 1'");
        await server.RedisAsync("GRAPH.DELETE falkordb");
        Assert.Equal("FalkorDB", dialect.Name);
        foreach (var statement in statements)
        {
            await session.ExecuteAsync(new GraphQuery(statement), CancellationToken.None);
        }
    }

    /// <summary>The rows of a query as text, in their order: what the test itself sees, without the code that is tested.</summary>
    internal static async Task<List<string>> SeeAsync(GraphServer server, string query)
    {
        await using var session = await server.OpenAsync();
        List<string> rows = [];
        await foreach (var row in session.QueryAsync(new GraphQuery(query), CancellationToken.None))
        {
            rows.Add(System.Text.Json.JsonSerializer.Serialize(row, Plain));
        }

        return rows;
    }

    internal static StoreRun Run() => new() { Timeout = TimeSpan.FromMinutes(10) };
}
