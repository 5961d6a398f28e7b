using System.Text.RegularExpressions;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using DeployOps.Engine.Backups.Stores.Graph.Import;
using DeployOps.Engine.Backups.Stores.Graph.Reading;
using DeployOps.Engine.Stores.Graph;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>What a Neo4j is asked when an export is put into it, answered as its documentation says.</summary>
public sealed partial class Neo4jRestoreTests
{
    private const string Remove = "MATCH (n:`DeployOps temporary`) WITH n LIMIT 10000 REMOVE n:`DeployOps temporary` SET n.`DeployOps key` = null";

    [Fact]
    public async Task Statements_run_in_their_order_and_the_temporary_names_are_gone_afterwards()
    {
        var (dump, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Small());
        var target = Target();
        var content = await RestoreAsync(target, files, replace: false);

        Assert.Equal(dump.Content.Hash, content.Hash);
        Assert.Equal(dump.Content.Counts, content.Counts);
        Assert.True(Place(target, "CREATE CONSTRAINT `DeployOps temporary`") < Place(target, "CALL db.awaitIndexes"));
        Assert.True(Place(target, "CALL db.awaitIndexes") < Place(target, "UNWIND [{k:"));
        Assert.True(Place(target, "UNWIND [{k:") < Place(target, "UNWIND [{s:"));
        Assert.True(Place(target, "UNWIND [{s:") < Place(target, "MATCH (n) RETURN n.`DeployOps key`"));
        Assert.True(Place(target, "MATCH (n) RETURN n.`DeployOps key`") < Place(target, "DROP CONSTRAINT `DeployOps temporary`"));
        Assert.True(Place(target, "DROP CONSTRAINT `DeployOps temporary`") < Place(target, Remove));
    }

    [Fact]
    public async Task A_statement_that_makes_less_than_it_should_ends_the_restore()
    {
        var (_, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Small());
        var target = Target();
        target.Counters = static text => new GraphCounters { NodesCreated = text.StartsWith("UNWIND [{k:", StringComparison.Ordinal) ? 1 : 0 };

        var failure = await Assert.ThrowsAsync<GraphRestoreUnfinishedException>(() => RestoreAsync(target, files, replace: false));
        Assert.Contains("was to make", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_graph_with_another_content_is_no_success()
    {
        var (_, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Small());
        var target = Target().Answer("MATCH (n) RETURN n.`DeployOps key`", ["k", "l", "p"], [0L, Wearing("Person"), new Dictionary<string, object?>()]);

        await Assert.ThrowsAsync<GraphRestoreUnfinishedException>(() => RestoreAsync(target, files, replace: false));
        Assert.DoesNotContain(Remove, target.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_target_that_holds_something_is_refused_or_emptied(bool replace)
    {
        var (_, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Small());
        var nodes = 5L;
        var target = Target();
        target.AnswerEach("MATCH (n) RETURN count(n)", ["count"], () => [[target.Asked.Exists(asked => asked.StartsWith("UNWIND", StringComparison.Ordinal)) ? 3L : nodes]]);
        var counters = target.Counters;
        target.Counters = text => text.Contains("DETACH DELETE", StringComparison.Ordinal) ? new GraphCounters { NodesDeleted = Taken(ref nodes) } : counters(text);
        if (replace)
        {
            await RestoreAsync(target, files, replace: true);
            Assert.True(Place(target, "MATCH (n) WITH n LIMIT 10000 DETACH DELETE n") < Place(target, "UNWIND [{k:"));
        }
        else
        {
            await Assert.ThrowsAsync<GraphTargetNotEmptyException>(() => RestoreAsync(target, files, replace: false));
            Assert.All(target.Asked, asked => Assert.Matches("^(CALL dbms|SHOW|MATCH .* RETURN )", asked));
        }
    }

    [Fact]
    public async Task An_export_of_another_kind_of_server_is_refused_by_name()
    {
        var (_, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Small());
        var falkor = new ScriptedGraph().Answer("CALL dbms.procedures()", ["name"], ["db.idx.fulltext.createNodeIndex"], ["db.constraints"]);

        await Assert.ThrowsAsync<GraphDialectDiffersException>(() => RestoreAsync(falkor, files, replace: true));
        Assert.All(falkor.Asked, asked => Assert.StartsWith("CALL dbms.", asked, StringComparison.Ordinal));
    }

    /// <summary>An empty Neo4j that afterwards gives back what <see cref="ScriptedGraphs.Small"/> gives, with temporary labels and keys.</summary>
    private static ScriptedGraph Target()
    {
        var made = false;
        var left = 3L;
        var graph = new ScriptedGraph();
        graph.Counters = text =>
        {
            made |= text.StartsWith("UNWIND [{k:", StringComparison.Ordinal);
            left = text == Remove ? 0 : left;
            return new GraphCounters { NodesCreated = NodeRow().Count(text), RelationshipsCreated = RelationshipRow().Count(text) };
        };
        return graph
            .Answer("CALL dbms.components()", ["name", "versions"], ["Neo4j Kernel", new List<object?> { "5.26.0" }])
            .AnswerEach("SHOW CONSTRAINTS YIELD *", ScriptedGraphs.ConstraintColumns, () => made && left > 0 ? [["DeployOps temporary", "UNIQUENESS", "NODE", Names("DeployOps temporary"), Names("DeployOps key"), null]] : [])
            .Answer("SHOW INDEXES YIELD *", ScriptedGraphs.IndexColumns)
            .AnswerEach("MATCH (n) RETURN count(n)", ["count"], () => [[made ? 3L : 0L]])
            .AnswerEach("MATCH ()-[r]->() RETURN count(r)", ["count"], () => [[made ? 3L : 0L]])
            .AnswerEach("MATCH (n) WHERE n:`DeployOps temporary`", ["count"], () => [[left]])
            .Answer("MATCH ()-[r]->() WHERE", ["count"], [0L])
            .Answer("CREATE ", []).Answer("CALL db.awaitIndexes", []).Answer("UNWIND ", []).Answer("DROP ", []).Answer(Remove, []).Answer("MATCH (n) WITH n", []).Answer("MATCH ()-[r]->() WITH r", [])
            .Answer(
                "MATCH (n) RETURN n.`DeployOps key`",
                ["k", "l", "p"],
                [0L, Wearing("Person", "A`B"), new Dictionary<string, object?> { ["name"] = "O'Neil \\ \"x\"\n한글 🎉\u0001", ["age"] = 42L, ["least"] = long.MinValue, ["score"] = 0.1, ["DeployOps key"] = 0L }],
                [7L, Wearing(), new Dictionary<string, object?> { ["list"] = new List<object?> { 1L, 2L }, ["nothing"] = new List<object?>(), ["nan"] = double.NaN, ["flag"] = true, ["DeployOps key"] = 7L }],
                [9L, Wearing("Person"), new Dictionary<string, object?> { ["odd `name`;\n"] = "", ["minus"] = double.NegativeInfinity, ["DeployOps key"] = 9L }])
            .Answer(
                "MATCH (a)-[r]->(b) RETURN a.`DeployOps key`",
                ["s", "e", "x", "y", "t", "p"],
                [0L, 7L, null, null, "KNOWS", new Dictionary<string, object?> { ["since"] = 1999L }],
                [0L, 7L, null, null, "KNOWS", new Dictionary<string, object?> { ["since"] = 1999L }],
                [9L, 9L, null, null, "self `x`", new Dictionary<string, object?>()]);
    }

    private static async Task<Engine.Backups.Sets.StoreContent> RestoreAsync(ScriptedGraph target, MemoryFiles files, bool replace)
    {
        var whole = await ExportFile.ReadAsync(files, GraphBackup.Format, null, CancellationToken.None);
        var dialect = await GraphDialects.OfAsync(target, null, null, CancellationToken.None);
        return await new GraphRestore(new GraphVisit(target, dialect, new StoreRun()), files, new StoreRestoration(replace, GraphBackup.Format), whole).RunAsync(CancellationToken.None);
    }

    private static int Place(ScriptedGraph graph, string query)
    {
        var place = graph.Asked.FindIndex(asked => asked.StartsWith(query, StringComparison.Ordinal));
        Assert.True(place >= 0, $"it was never asked {query}");
        return place;
    }

    private static long Taken(ref long nodes)
    {
        var taken = nodes;
        nodes = 0;
        return taken;
    }

    private static List<object?> Wearing(params string[] labels) => [.. labels, "DeployOps temporary"];

    private static List<object?> Names(string name) => [name];

    [GeneratedRegex(@"\{k:\d+,p:")]
    private static partial Regex NodeRow();

    [GeneratedRegex(@"\{s:\d+,e:\d+,p:")]
    private static partial Regex RelationshipRow();
}
