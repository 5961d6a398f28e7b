using DeployOps.Engine;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Integration.Tests.Stores.Graph;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Graph;

public sealed class GraphBackupFailureTests(GraphBackupServers servers) : IClassFixture<GraphBackupServers>
{
    private const int Nodes = 60_000;

    [GraphServerFact]
    public async Task A_server_that_dies_while_it_is_exported_is_a_lost_connection()
    {
        var server = new GraphServer();
        await server.InitializeAsync();
        try
        {
            await FillAsync(server);
            using var files = new FolderFiles { OnFirstBytes = server.KillAsync };
            var failure = await Assert.ThrowsAnyAsync<DeployOpsException>(
                () => GraphBackupServers.Backup().DumpAsync(GraphBackupServers.Access(server), files, GraphBackupServers.Run(), CancellationToken.None));

            Assert.IsType<GraphConnectionLostException>(failure);
            Assert.DoesNotContain(server.Credentials.Password!, failure.ToString(), StringComparison.Ordinal);
            await Assert.ThrowsAnyAsync<DeployOpsException>(() => GraphBackupServers.Backup().ReadAsync(files, GraphBackup.Format, null, GraphBackupServers.Run(), CancellationToken.None));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [GraphServerFact]
    public async Task A_network_that_is_cut_at_any_place_is_a_lost_connection_and_the_next_run_is_clean()
    {
        await FillAsync(servers.Source);
        foreach (var bytes in (long[])[3_000, 300_000, 2_000_000])
        {
            await using var proxy = new CuttingProxy(servers.Source.Address.Host, servers.Source.Address.Port, bytes);
            using var files = new FolderFiles();
            await Assert.ThrowsAsync<GraphConnectionLostException>(
                () => GraphBackupServers.Backup().DumpAsync(GraphBackupServers.Access(servers.Source, endpoint: proxy.Endpoint), files, GraphBackupServers.Run(), CancellationToken.None));
        }

        using var whole = new FolderFiles();
        var dump = await GraphBackupServers.Backup().DumpAsync(GraphBackupServers.Access(servers.Source), whole, GraphBackupServers.Run(), CancellationToken.None);
        Assert.Equal(Nodes, dump.Content.Counts.Single(count => count is { Kind: "node" }).Count);
    }

    [GraphServerFact]
    public async Task A_wrong_password_is_a_refused_login()
    {
        using var files = new FolderFiles();
        var failure = await Assert.ThrowsAsync<GraphLoginRefusedException>(
            () => GraphBackupServers.Backup().DumpAsync(GraphBackupServers.Access(servers.Source, password: "wr0ng-pa55"), files, GraphBackupServers.Run(), CancellationToken.None));

        Assert.DoesNotContain("wr0ng-pa55", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(files.Names);
    }

    [GraphServerFact]
    public async Task A_restore_that_was_broken_off_is_recognised_and_the_next_one_removes_it()
    {
        await FillAsync(servers.Source);
        await GraphBackupServers.FillAsync(servers.Target);
        using var files = new FolderFiles();
        var (backup, target) = (GraphBackupServers.Backup(), GraphBackupServers.Access(servers.Target));
        var dump = await backup.DumpAsync(GraphBackupServers.Access(servers.Source), files, GraphBackupServers.Run(), CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var run = GraphBackupServers.Run() with { OnProgress = text => Stop(text, stop) };
        await using (var proxy = new CuttingProxy(servers.Target.Address.Host, servers.Target.Address.Port, 20_000))
        {
            var unfinished = await Assert.ThrowsAsync<GraphRestoreUnfinishedException>(
                () => backup.RestoreAsync(GraphBackupServers.Access(servers.Target, endpoint: proxy.Endpoint), files, new StoreRestoration(Replace: false, dump.Format), run, CancellationToken.None));
            Assert.Contains("DeployOps key", unfinished.Message, StringComparison.Ordinal);
        }

        var refused = await Assert.ThrowsAsync<GraphTargetNotEmptyException>(
            () => backup.RestoreAsync(target, files, new StoreRestoration(Replace: false, dump.Format), run, CancellationToken.None));
        Assert.Contains("a restore left", refused.Message, StringComparison.Ordinal);
        using (var other = new FolderFiles())
        {
            await Assert.ThrowsAsync<GraphNotCarriedException>(() => backup.DumpAsync(target, other, run, CancellationToken.None));
        }

        var restored = await backup.RestoreAsync(target, files, new StoreRestoration(Replace: true, dump.Format), GraphBackupServers.Run(), CancellationToken.None);
        Assert.Equal(dump.Content.Hash, restored.Hash);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => backup.RestoreAsync(target, files, new StoreRestoration(Replace: true, dump.Format), run, stop.Token));
    }

    [GraphServerFact]
    public async Task A_damaged_export_is_refused_before_the_target_is_touched()
    {
        await GraphBackupServers.FillAsync(servers.Source, "CREATE (:A {x: 1})-[:T]->(:B)");
        await GraphBackupServers.FillAsync(servers.Target, "CREATE (:Old)");
        using var files = new FolderFiles();
        var dump = await GraphBackupServers.Backup(gzip: false).DumpAsync(GraphBackupServers.Access(servers.Source), files, GraphBackupServers.Run(), CancellationToken.None);
        using var reader = new StreamReader(files.OpenRead("graph.cypher"));
        var text = await reader.ReadToEndAsync();
        reader.Close();
        await using (var edited = files.Create("graph.cypher"))
        {
            await edited.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text.Replace("`x`:1", "`x`:2", StringComparison.Ordinal)));
        }

        await Assert.ThrowsAsync<GraphExportDamagedException>(() => GraphBackupServers.Backup().RestoreAsync(
            GraphBackupServers.Access(servers.Target), files, new StoreRestoration(Replace: true, dump.Format), GraphBackupServers.Run(), CancellationToken.None));
        Assert.Equal(["[1]"], await GraphBackupServers.SeeAsync(servers.Target, "MATCH (n:Old) RETURN count(n)"));
    }

    private static Task FillAsync(GraphServer server) => GraphBackupServers.FillAsync(
        server, $"UNWIND range(1, {Nodes}) AS x CREATE (:Many {{number: x, name: 'a node of the many, it is the one with the number ' + x, score: x / 3.0}})");

    private static void Stop(string text, CancellationTokenSource stop)
    {
        if (text.StartsWith("removes", StringComparison.Ordinal))
        {
            stop.Cancel();
        }
    }
}
