using System.Diagnostics;
using System.Globalization;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Integration.Tests.Stores.Graph;
using Xunit;
using Xunit.Abstractions;

namespace DeployOps.Integration.Tests.Backups.Graph;

/// <summary>Large graphs. With DEPLOYOPS_LONG=1 they have a million and two million nodes, and are restored.</summary>
public sealed class GraphBackupSizeTests(GraphBackupServers servers, ITestOutputHelper output) : IClassFixture<GraphBackupServers>
{
    private const long Megabyte = 1024 * 1024;
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("DEPLOYOPS_LONG") == "1";

    [GraphServerFact]
    public async Task Memory_stays_flat_however_large_the_graph_is()
    {
        var few = await MeasureAsync(IsLong ? 1_000_000 : 50_000);
        var many = await MeasureAsync(IsLong ? 2_000_000 : 100_000);

        Assert.InRange(few, 0, 100 * Megabyte);
        Assert.InRange(many, 0, Math.Max(few * 3 / 2, 48 * Megabyte));
    }

    [GraphServerFact]
    public async Task A_large_graph_comes_back_within_its_time()
    {
        var nodes = IsLong ? 1_000_000 : 10_000;
        await FillAsync(nodes);
        await GraphBackupServers.FillAsync(servers.Target);
        using var files = new FolderFiles();
        var backup = GraphBackupServers.Backup();
        var dump = await backup.DumpAsync(GraphBackupServers.Access(servers.Source), files, GraphBackupServers.Run(), CancellationToken.None);
        var watch = Stopwatch.StartNew();
        var restored = await backup.RestoreAsync(
            GraphBackupServers.Access(servers.Target), files, new StoreRestoration(Replace: false, dump.Format), GraphBackupServers.Run(), CancellationToken.None);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{nodes} nodes restored in {watch.Elapsed.TotalSeconds:0.0} s"));
        Assert.Equal(dump.Content.Hash, restored.Hash);
        Assert.Equal(dump.Content.Counts, restored.Counts);
        const string Sums = "MATCH (n:Large) RETURN count(n), sum(n.number), sum(n.score), count(n.`DeployOps key`)";
        Assert.Equal(await GraphBackupServers.SeeAsync(servers.Source, Sums), await GraphBackupServers.SeeAsync(servers.Target, Sums));
    }

    /// <summary>The most that the export held in memory above what was held before.</summary>
    private async Task<long> MeasureAsync(int nodes)
    {
        await FillAsync(nodes);
        using var files = new FolderFiles();
        using var end = new CancellationTokenSource();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = Task.Run(async () =>
        {
            var highest = 0L;
            while (!end.IsCancellationRequested)
            {
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false) - before);
                await Task.Delay(10);
            }

            return highest;
        });
        var watch = Stopwatch.StartNew();
        var dump = await GraphBackupServers.Backup().DumpAsync(GraphBackupServers.Access(servers.Source), files, GraphBackupServers.Run(), CancellationToken.None);
        await end.CancelAsync();
        var held = await most;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{nodes} nodes exported in {watch.Elapsed.TotalSeconds:0.0} s, at most {held / 1024.0 / 1024.0:0.0} MiB above the start; the process had at most {Process.GetCurrentProcess().PeakWorkingSet64 / Megabyte} MiB"));
        Assert.Equal(nodes, dump.Content.Counts.Single(count => count is { Kind: "node" }).Count);
        return held;
    }

    private async Task FillAsync(int nodes) => await GraphBackupServers.FillAsync(
        servers.Source, $"UNWIND range(1, {nodes}) AS x CREATE (:Large {{number: x, name: 'node ' + x, score: x / 3.0}})");
}
