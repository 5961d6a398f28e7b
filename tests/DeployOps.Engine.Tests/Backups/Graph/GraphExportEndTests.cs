using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>What runs beside the reading of an export ends with it, whoever is the first to stop.</summary>
public sealed class GraphExportEndTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_disk_that_takes_no_more_stops_the_reading()
    {
        var graph = Many();
        var failure = await Assert.ThrowsAsync<IOException>(() => ExportAsync(graph, new Files((_, _) => throw new IOException("full")), CancellationToken.None).WaitAsync(Soon));

        Assert.Equal("full", failure.Message);
        Assert.DoesNotContain(graph.Asked, query => query.StartsWith("MATCH (a)-[r]->(b)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_that_is_cancelled_while_the_disk_is_stuck_ends()
    {
        using var stop = new CancellationTokenSource();
        var isStuck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var export = ExportAsync(Many(), new Files(async (_, token) =>
        {
            isStuck.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        }), stop.Token);
        await isStuck.Task.WaitAsync(Soon);
        Assert.False(export.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => export.WaitAsync(Soon));
    }

    [Fact]
    public async Task A_row_that_cannot_be_exported_ends_it_with_its_own_name()
    {
        var graph = Many().Answer("MATCH (n) RETURN id(n)", ["k", "l", "p"], [.. Rows(50_000), [99_999L, new List<object?> { "Person" }, new Dictionary<string, object?> { ["bytes"] = new byte[] { 1 } }]]);
        var failure = await Assert.ThrowsAsync<GraphNotCarriedException>(() => ExportAsync(graph, new MemoryFiles(), CancellationToken.None).WaitAsync(Soon));

        Assert.Contains("the property `bytes` of a node :`Person`", failure.Message, StringComparison.Ordinal);
    }

    private static ScriptedGraph Many() => ScriptedGraphs.Neo4j([], [])
        .Answer("MATCH (n) RETURN count(n)", ["count"], [50_000L])
        .Answer("MATCH (n) RETURN id(n)", ["k", "l", "p"], Rows(50_000));

    private static object?[][] Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new object?[] { (long)number, new List<object?> { "Person" }, new Dictionary<string, object?> { ["name"] = $"a name of some length, {number}", ["id"] = (long)number } })];

    private static async Task<StoreDump> ExportAsync(ScriptedGraph graph, IDumpFiles files, CancellationToken cancellationToken)
    {
        var dialect = await GraphDialects.OfAsync(graph, null, null, cancellationToken);
        return await new GraphDump(new GraphVisit(graph, dialect, new StoreRun()), files, gzip: false).RunAsync(cancellationToken);
    }

    private sealed class Files(Func<ReadOnlyMemory<byte>, CancellationToken, Task> write) : IDumpFiles
    {
        public Stream Create(string name) => new Target(write);

        public string ScratchFolder() => throw new NotSupportedException();
    }

    private sealed class Target(Func<ReadOnlyMemory<byte>, CancellationToken, Task> write) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => await write(buffer, cancellationToken);
    }
}
