using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Integration.Tests.Stores.Graph;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Graph;

/// <summary>A graph that is written to while it is exported, and a target that cannot be replaced.</summary>
public sealed class GraphRestlessTests(GraphBackupServers servers) : IClassFixture<GraphBackupServers>
{
    private const int Nodes = 60_000;
    private static readonly StoreRestoration Replace = new(true, GraphBackup.Format);

    [GraphServerFact]
    public async Task Nodes_that_take_the_numbers_of_others_meanwhile_give_no_export_whose_relationships_hang_on_the_wrong_ones()
    {
        await FillAsync();
        var rounds = 0;
        using var files = new FolderFiles();
        files.OnFirstBytes = () => rounds++ == 0 ? ReuseNumbersAsync(rounds) : Task.CompletedTask;
        var backup = GraphBackupServers.Backup(gzip: false);

        var dump = await backup.DumpAsync(GraphBackupServers.Access(servers.Source), files, GraphBackupServers.Run(), CancellationToken.None);

        Assert.Equal(2, rounds);
        Assert.Null(dump.Doubt);
        await GraphBackupServers.FillAsync(servers.Target);
        await backup.RestoreAsync(GraphBackupServers.Access(servers.Target), files, Replace, GraphBackupServers.Run(), CancellationToken.None);
        const string Owned = "MATCH (a)-[r:OWN]->(b) RETURN labels(a)[0], count(*), sum(a.number - r.number), sum(b.number - r.number) ORDER BY labels(a)[0]";
        var there = await GraphBackupServers.SeeAsync(servers.Source, Owned);
        Assert.Equal(["[\"Late\",1000,0,0]"], there);
        Assert.Equal(there, await GraphBackupServers.SeeAsync(servers.Target, Owned));
    }

    [GraphServerFact]
    public async Task A_graph_that_never_rests_is_exported_with_a_doubt()
    {
        await FillAsync();
        var rounds = 0;
        using var files = new FolderFiles();
        files.OnFirstBytes = () => ReuseNumbersAsync(++rounds);

        var dump = await GraphBackupServers.Backup(gzip: false).DumpAsync(GraphBackupServers.Access(servers.Source), files, GraphBackupServers.Run(), CancellationToken.None);

        Assert.Equal(3, rounds);
        Assert.Contains("may hang on other nodes", dump.Doubt, StringComparison.Ordinal);
        Assert.Contains(dump.Notes, note => note.Contains("written to while it was exported", StringComparison.Ordinal));
    }

    [GraphServerFact]
    public async Task A_constraint_in_the_target_is_known_before_anything_is_touched_and_a_graph_out_of_reach_too()
    {
        await GraphBackupServers.FillAsync(servers.Source, "CREATE (:A {x: 1})");
        await GraphBackupServers.FillAsync(servers.Target, "CREATE (:B {x: 1})", "CREATE INDEX FOR (n:B) ON (n.x)");
        using var files = new FolderFiles();
        var backup = GraphBackupServers.Backup();
        var target = GraphBackupServers.Access(servers.Target);
        var dump = await backup.DumpAsync(GraphBackupServers.Access(servers.Source), files, GraphBackupServers.Run(), CancellationToken.None);
        Assert.Contains(dump.Notes, note => note.Contains("one graph, falkordb", StringComparison.Ordinal));
        Assert.Contains("one graph, falkordb", Assert.Single(await backup.DemandRestorableAsync(target, files, Replace, GraphBackupServers.Run(), CancellationToken.None)), StringComparison.Ordinal);
        Assert.Equal(["[1]"], await GraphBackupServers.SeeAsync(servers.Target, "MATCH (n) RETURN count(n)"));

        await servers.Target.RedisAsync("GRAPH.CONSTRAINT CREATE falkordb UNIQUE NODE B PROPERTIES 1 x");
        var failure = await Assert.ThrowsAsync<GraphTargetNotEmptyException>(() => backup.DemandRestorableAsync(target, files, Replace, GraphBackupServers.Run(), CancellationToken.None));
        Assert.Contains("1 constraints, which cannot be dropped over Bolt", failure.Message, StringComparison.Ordinal);

        var store = target.Store with { Graph = GraphAddress.Parse($"bolt://falkordb:{servers.Target.Credentials.Password}@graph.stack.invalid:7687/other") };
        DataStoreAccess other = target with { Store = store };
        await Assert.ThrowsAsync<GraphDatabaseOutOfReachException>(() => backup.DumpAsync(other, files, GraphBackupServers.Run(), CancellationToken.None));
        await Assert.ThrowsAsync<GraphDatabaseOutOfReachException>(() => backup.RestoreAsync(other, files, Replace, GraphBackupServers.Run(), CancellationToken.None));
        Assert.Equal(["[1]"], await GraphBackupServers.SeeAsync(servers.Target, "MATCH (n:B) RETURN count(n)"));
    }

    private Task FillAsync() => GraphBackupServers.FillAsync(
        servers.Source,
        $"UNWIND range(1, {Nodes}) AS x CREATE (:Many {{number: x, name: 'a node of the many, it is the one with the number ' + x}})",
        "MATCH (a:Many) WHERE a.number <= 1000 CREATE (a)-[:OWN {number: a.number}]->(a)");

    /// <summary>Deletes the nodes that own something, and makes as many others, which get their numbers.</summary>
    private async Task ReuseNumbersAsync(int round)
    {
        await using var session = await servers.Source.OpenAsync();
        await session.ExecuteAsync(new GraphQuery("MATCH (n)-[:OWN]->(n) DETACH DELETE n"), CancellationToken.None);
        await session.ExecuteAsync(
            new GraphQuery($"UNWIND range(1, 1000) AS x CREATE (n:Late {{number: x * {round + 1}}}) CREATE (n)-[:OWN {{number: x * {round + 1}}}]->(n)"), CancellationToken.None);
    }
}
