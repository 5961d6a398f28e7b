using System.Text;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>An export read back without a server has the counts and the hash it was written with.</summary>
public sealed class GraphRoundTripTests
{
    private static readonly GraphBackup Backup = new(new BackupGraphSettings(), new BackupPorts());

    [Theory]
    [InlineData(true, "graph.cypher.gz")]
    [InlineData(false, "graph.cypher")]
    public async Task What_is_written_is_read_back_with_its_counts_and_hash(bool gzip, string name)
    {
        var graph = ScriptedGraphs.Small();
        var (dump, files) = await ScriptedGraphs.ExportAsync(graph, gzip);
        var read = await ReadAsync(files);

        Assert.Equal([name], files.Names);
        Assert.Equal(dump.Content.Hash, read.Hash);
        Assert.Equal(dump.Content.Counts, read.Counts);
        Assert.Contains(new ContentCount("label", "A`B", 1), read.Counts);
        Assert.Contains(new ContentCount("relationship", "KNOWS", 2), read.Counts);
        Assert.Contains(new ContentCount("node", "", 3), read.Counts);
        Assert.True(graph.Begun?.IsReadOnly);
        Assert.False(graph.IsInTransaction);
        Assert.Contains(dump.Notes, note => note.Contains("read-committed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_and_values_are_escaped_as_Neo4j_reads_them()
    {
        var (_, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Small());
        var text = Encoding.UTF8.GetString(files.Content("graph.cypher"));

        Assert.Contains(@"`name`:'O\'Neil \\ \""x\""\n한글 🎉\u0001'", text, StringComparison.Ordinal);
        Assert.Contains(":`A``B`:`Person`:`DeployOps temporary`) SET n = row.p, n.`DeployOps key` = row.k;", text, StringComparison.Ordinal);
        Assert.Contains("`least`:-9223372036854775808", text, StringComparison.Ordinal);
        Assert.Contains("`nan`:0.0/0.0", text, StringComparison.Ordinal);
        Assert.Contains("`minus`:-1.0/0.0", text, StringComparison.Ordinal);
        Assert.Contains("`nothing`:[]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hash_depends_neither_on_the_order_of_rows_nor_on_that_of_labels_and_properties()
    {
        var one = ScriptedGraphs.Neo4j([(1, ["A", "B"], new() { ["x"] = 1L, ["y"] = 2L }), (2, [], [])], [(1, 2, "T", []), (2, 1, "T", [])]);
        var other = ScriptedGraphs.Neo4j([(2, [], []), (1, ["B", "A"], new() { ["y"] = 2L, ["x"] = 1L })], [(2, 1, "T", []), (1, 2, "T", [])]);

        Assert.Equal((await ScriptedGraphs.ExportAsync(one)).Dump.Content.Hash, (await ScriptedGraphs.ExportAsync(other)).Dump.Content.Hash);
    }

    [Fact]
    public async Task Every_change_of_the_graph_changes_the_hash()
    {
        ScriptedGraph[] graphs =
        [
            ScriptedGraphs.Neo4j([(1, ["A"], new() { ["x"] = 1L }), (2, ["A"], [])], [(1, 2, "T", [])]),
            ScriptedGraphs.Neo4j([(1, ["A"], new() { ["x"] = 1.0 }), (2, ["A"], [])], [(1, 2, "T", [])]),
            ScriptedGraphs.Neo4j([(1, ["A"], new() { ["x"] = "1" }), (2, ["A"], [])], [(1, 2, "T", [])]),
            ScriptedGraphs.Neo4j([(1, ["A"], new() { ["y"] = 1L }), (2, ["A"], [])], [(1, 2, "T", [])]),
            ScriptedGraphs.Neo4j([(1, ["B"], new() { ["x"] = 1L }), (2, ["A"], [])], [(1, 2, "T", [])]),
            ScriptedGraphs.Neo4j([(1, ["A"], new() { ["x"] = 1L }), (2, ["A"], [])], [(2, 1, "T", [])]),
            ScriptedGraphs.Neo4j([(1, ["A"], new() { ["x"] = 1L }), (2, ["A"], [])], [(1, 2, "T", []), (1, 2, "T", [])]),
            ScriptedGraphs.Neo4j([(1, ["A"], new() { ["x"] = 1L }), (2, ["A"], [])], [(1, 2, "U", [])]),
        ];
        var hashes = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var graph in graphs)
        {
            Assert.True(hashes.Add((await ScriptedGraphs.ExportAsync(graph)).Dump.Content.Hash));
        }
    }

    [Fact]
    public async Task Values_too_long_for_a_statement_follow_in_pieces_and_come_back_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"{number} '한글' \\ \u0002🎉"));
        var list = Enumerable.Range(0, 20_000).Select(number => (object?)(number % 3 == 0 ? $"x{number}" : (long)number)).ToList();
        var many = Enumerable.Range(0, 3_000).ToDictionary(number => $"property {number}", number => (object?)(long)number, StringComparer.Ordinal);
        many["text"] = text;
        var graph = ScriptedGraphs.Neo4j(
            [(1, ["A", "B"], new() { ["text"] = text, ["short"] = 1L, ["list"] = list }), (2, [], many)],
            [(1, 2, "T", new() { ["text"] = text }), (2, 1, "T", [])]);
        var (dump, files) = await ScriptedGraphs.ExportAsync(graph);

        Assert.Equal(dump.Content.Hash, (await ReadAsync(files)).Hash);
        Assert.All(Encoding.UTF8.GetString(files.Content("graph.cypher")).Split(";\n"), statement => Assert.InRange(Encoding.UTF8.GetByteCount(statement), 0, 32 * 1024));
    }

    [Fact]
    public async Task Many_kinds_of_nodes_are_written_in_statements_of_a_limited_size()
    {
        var nodes = Enumerable.Range(0, 20_000).Select(number => ((long)number, new[] { $"label {number % 6_000}" }, new Dictionary<string, object?> { ["x"] = (long)number })).ToList();
        var (dump, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Neo4j(nodes, []), gzip: true);

        Assert.Equal(dump.Content.Hash, (await ReadAsync(files)).Hash);
        Assert.Contains(new ContentCount("node", "", 20_000), dump.Content.Counts);
    }

    [Fact]
    public async Task A_graph_that_grows_while_it_is_exported_is_exported_without_ends_in_the_air_and_a_note_says_so()
    {
        var graph = ScriptedGraphs.Neo4j([(1, ["A"], [])], [(1, 1, "T", []), (1, 99, "T", [])]);
        var (dump, files) = await ScriptedGraphs.ExportAsync(graph);

        Assert.Contains(dump.Notes, note => note.Contains("was written to while it was exported", StringComparison.Ordinal) && note.Contains("1 that came too late", StringComparison.Ordinal));
        Assert.Contains(new ContentCount("relationship", "", 1), (await ReadAsync(files)).Counts);
    }

    [Fact]
    public async Task A_server_that_sends_less_than_it_counts_gives_no_export()
    {
        var graph = ScriptedGraphs.Neo4j([(1, ["A"], [])], []).Answer("MATCH (n) RETURN count(n)", ["count"], [2L]);

        Assert.Equal("GraphCountsDiffer", (await Assert.ThrowsAsync<GraphCountsDifferException>(() => ScriptedGraphs.ExportAsync(graph))).ErrorId);
    }

    private static Task<StoreContent> ReadAsync(IStoredFiles files) => Backup.ReadAsync(files, GraphBackup.Format, null, new StoreRun(), CancellationToken.None);
}
