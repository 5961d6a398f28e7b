using System.Diagnostics;
using System.Globalization;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Values;
using Xunit;
using Xunit.Abstractions;

namespace DeployOps.Integration.Tests.Stores.Graph;

[Collection(GraphServerGroup.Name)]
public sealed class GraphStreamingTests(GraphServer server, ITestOutputHelper output)
{
    private const int Nodes = 100_000;
    private const long Megabyte = 1024 * 1024;

    [GraphServerFact]
    public async Task A_hundred_thousand_nodes_are_read_as_the_server_counts_them_in_flat_memory()
    {
        await using var session = await server.OpenAsync();
        await session.ExecuteAsync(new GraphQuery($"UNWIND range(1, {Nodes}) AS x CREATE (:Stream {{number: x, name: 'node ' + x, score: x / 3.0}})"), CancellationToken.None);
        var counted = await CountAsync(session);
        await using var rows = await session.RunAsync(new GraphQuery("MATCH (n:Stream) RETURN n"), CancellationToken.None);

        var (count, sum, most) = (0L, 0L, 0L);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        while (await rows.ReadAsync(CancellationToken.None))
        {
            sum += NumberOf(rows.Current);
            if (++count % 10_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} nodes in {watch.Elapsed.TotalMilliseconds:0} ms: {count / watch.Elapsed.TotalSeconds:0} rows/s; memory at most {most / 1024.0:0} KiB above the start; {GC.GetTotalAllocatedBytes() - allocated} bytes allocated"));
        Assert.Equal(counted, (count, sum));
        Assert.InRange(most, long.MinValue, 16 * Megabyte);
        Assert.NotNull(rows.Summary);
        await session.ExecuteAsync(new GraphQuery("MATCH (n:Stream) DELETE n"), CancellationToken.None);
    }

    private static async Task<(long Count, long Sum)> CountAsync(IGraphSession session)
    {
        await foreach (var row in session.QueryAsync(new GraphQuery("MATCH (n:Stream) RETURN count(n), sum(n.number)"), CancellationToken.None))
        {
            return ((long)row[0]!, Convert.ToInt64(row[1], CultureInfo.InvariantCulture));
        }

        throw new InvalidOperationException("the server did not count");
    }

    /// <summary>Reads a packed node without making an object of it, as an export does.</summary>
    private static long NumberOf(GraphRow row)
    {
        var reader = row.Open();
        if (reader.ReadStructureHeader(out var tag) != 4 || tag != GraphTag.Node)
        {
            throw new InvalidOperationException("the server sent something else than a node");
        }

        reader.Skip();
        for (var label = reader.ReadListHeader(); label > 0; label--)
        {
            reader.Skip();
        }

        var number = 0L;
        for (var property = reader.ReadMapHeader(); property > 0; property--)
        {
            if (reader.ReadTextBytes().SequenceEqual("number"u8))
            {
                number = reader.ReadInteger();
            }
            else
            {
                reader.Skip();
            }
        }

        return number;
    }
}
