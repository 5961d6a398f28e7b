using System.Text;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>What only FalkorDB does, from answers that 4.16.3 was seen to give.</summary>
public sealed class FalkorDbReadingTests
{
    [Fact]
    public async Task Values_that_the_server_took_apart_become_calls_of_their_constructors()
    {
        var graph = Falkor(
            ["date", Tagged("date", true, 2020L, 2L, 29L)],
            ["time", Tagged("localtime", true, 23L, 59L, 58L)],
            ["span", Tagged("duration", true, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)],
            ["vector", Tagged("vecf32", new List<object?> { 0.5, -1.0 })],
            ["list", Tagged("list", new List<object?> { new List<object?> { Tagged("", 1L) }, new List<object?> { Tagged("list", new List<object?>()) } })],
            ["tiny", Tagged("", 5e-324)],
            ["text", Tagged("", "a\u0001b\n")]);
        var (dump, files) = await ScriptedGraphs.ExportAsync(graph);
        var text = Encoding.UTF8.GetString(files.Content("graph.cypher"));

        Assert.Contains("`date`:date({year:2020,month:2,day:29})", text, StringComparison.Ordinal);
        Assert.Contains("`time`:localtime({hour:23,minute:59,second:58})", text, StringComparison.Ordinal);
        Assert.Contains("`span`:duration({years:1.0,months:2.0,days:3.0,hours:4.0,minutes:5.0,seconds:6.0})", text, StringComparison.Ordinal);
        Assert.Contains("`vector`:vecf32([0.5,-1.0])", text, StringComparison.Ordinal);
        Assert.Contains("`list`:[1,[]]", text, StringComparison.Ordinal);
        Assert.Contains("`tiny`:(7.939328826636877E-264 * 6.223015277861142E-61)", text, StringComparison.Ordinal);
        Assert.Contains("`text`:'a\u0001b\\n'", text, StringComparison.Ordinal);
        var read = await new GraphBackup(new(), new()).ReadAsync(files, GraphBackup.Format, null, new(), CancellationToken.None);
        Assert.Equal(dump.Content.Hash, read.Hash);
    }

    [Fact]
    public async Task A_date_that_its_parts_do_not_make_again_is_refused_by_name()
    {
        var failure = await Assert.ThrowsAsync<GraphNotCarriedException>(() => ScriptedGraphs.ExportAsync(Falkor(["odd", Tagged("date", false, 1L, 1L, 1L)])));

        Assert.Contains("`odd`", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_nested_too_deeply_is_refused_by_name() =>
        Assert.Contains("nested", (await Assert.ThrowsAsync<GraphNotCarriedException>(() => ScriptedGraphs.ExportAsync(Falkor(["odd", Tagged("list", null)])))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a`b")]
    [InlineData("a\0b")]
    public async Task A_name_that_the_server_s_Cypher_cannot_write_is_refused(string name) =>
        await Assert.ThrowsAsync<GraphNotCarriedException>(() => ScriptedGraphs.ExportAsync(Falkor([name, Tagged("", 1L)])));

    [Fact]
    public async Task No_database_is_ever_named_to_it()
    {
        var graph = Falkor();
        await ScriptedGraphs.ExportAsync(graph);

        Assert.Null(graph.Begun);
        Assert.All(graph.Transactions, transaction => Assert.Null(transaction.Database));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Nodes_that_are_others_after_the_relationships_were_read_are_read_anew_and_a_graph_that_never_rests_is_doubted(int restless, bool isDoubted)
    {
        // Each attempt reads the nodes twice; while the graph is restless, another node has the number at the second time.
        var reads = 0;
        var graph = Falkor(["number", Tagged("", 1L)]);
        graph.AnswerEach("MATCH (n) WHERE id(n) >= 0 RETURN ", ["id", "labels", "properties"], () =>
        {
            var isOther = reads % 2 == 1 && reads / 2 < restless;
            reads++;
            return [[5L, new List<object?> { isOther ? "Other" : "A" }, new Dictionary<string, object?>()]];
        });

        var (dump, files) = await ScriptedGraphs.ExportAsync(graph);

        Assert.Equal(2 * Math.Min(restless + 1, 3), reads);
        Assert.Equal(isDoubted, dump.Doubt is not null);
        Assert.Equal(isDoubted, dump.Notes.Any(note => note.Contains("written to while it was exported", StringComparison.Ordinal)));
        Assert.Equal(dump.Content.Hash, (await new GraphBackup(new(), new()).ReadAsync(files, GraphBackup.Format, null, new(), CancellationToken.None)).Hash);
    }

    [Theory]
    [InlineData("other", false)]
    [InlineData("FalkorDB", false)]
    [InlineData("falkordb", true)]
    [InlineData(null, true)]
    public async Task A_database_that_its_Bolt_does_not_reach_is_refused_by_name(string? database, bool isReached)
    {
        var graph = Falkor();
        if (isReached)
        {
            Assert.Equal("FalkorDB", (await GraphDialects.OfAsync(graph, database, null, CancellationToken.None)).Name);
            return;
        }

        var failure = await Assert.ThrowsAsync<GraphDatabaseOutOfReachException>(() => GraphDialects.OfAsync(graph, database, null, CancellationToken.None));
        Assert.DoesNotContain("other`", failure.Message, StringComparison.Ordinal);
        Assert.Contains("falkordb", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(49_999, 1)]
    [InlineData(50_000, 2)]
    [InlineData(150_001, 4)]
    public void Ranges_meet_and_the_last_one_is_open(long last, int count)
    {
        var ranges = FalkorDbRange.Of(last, 50_000);

        Assert.Equal(count, ranges.Count);
        Assert.Equal(0, ranges[0].From);
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.Null(ranges[^1].To);
    }

    private static List<object?> Tagged(params object?[] parts) => [.. parts];

    /// <summary>A FalkorDB with one node, whose properties come taken apart.</summary>
    private static ScriptedGraph Falkor(params object?[][] properties) => new ScriptedGraph()
        .Answer("CALL dbms.procedures()", ["name"], ["db.idx.fulltext.createNodeIndex"], ["db.constraints"])
        .Answer("CALL db.indexes()", ["label"])
        .Answer("CALL db.constraints()", ["type"])
        .Answer("MATCH (n) RETURN count(n)", ["count"], [1L])
        .Answer("MATCH ()-[r]->() RETURN count(r)", ["count"], [0L])
        .Answer("MATCH (n) RETURN max(id(n))", ["last"], [5L])
        .Answer("MATCH (n) WHERE size(", ["count"], [0L])
        .Answer("MATCH (n) WHERE id(n) >= 0 RETURN ", ["id", "labels", "properties"], [5L, new List<object?> { "A" }, null])
        .Answer("MATCH (n) WHERE id(n) >= 0 AND size(", ["id", "labels", "properties"], [5L, new List<object?> { "A" }, properties.Select(property => (object?)property.ToList()).ToList()])
        .Answer("MATCH (n) WHERE id(n) >= 0 AND (", ["id"])
        .Answer("MATCH (a)-[r]->(b) WHERE id(a) >= 0 RETURN ", ["a", "b", "c", "d", "e", "f"]);
}
