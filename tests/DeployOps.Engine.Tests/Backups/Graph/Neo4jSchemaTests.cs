using System.Text;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>Neo4j's constraints and indexes, from rows such as its documentation shows.</summary>
public sealed class Neo4jSchemaTests
{
    public static TheoryData<string, string, string, string, string> Constraints { get; } = new()
    {
        { "UNIQUENESS", "NODE", "a,b", "", "CREATE CONSTRAINT `the ``name` FOR (n:`L`) REQUIRE (n.`a`, n.`b`) IS UNIQUE" },
        { "RELATIONSHIP_UNIQUENESS", "RELATIONSHIP", "a", "", "CREATE CONSTRAINT `the ``name` FOR ()-[n:`L`]-() REQUIRE (n.`a`) IS UNIQUE" },
        { "NODE_KEY", "NODE", "a", "", "CREATE CONSTRAINT `the ``name` FOR (n:`L`) REQUIRE (n.`a`) IS NODE KEY" },
        { "RELATIONSHIP_KEY", "RELATIONSHIP", "a,b", "", "CREATE CONSTRAINT `the ``name` FOR ()-[n:`L`]-() REQUIRE (n.`a`, n.`b`) IS RELATIONSHIP KEY" },
        { "NODE_PROPERTY_EXISTENCE", "NODE", "a", "", "CREATE CONSTRAINT `the ``name` FOR (n:`L`) REQUIRE (n.`a`) IS NOT NULL" },
        { "RELATIONSHIP_PROPERTY_EXISTENCE", "RELATIONSHIP", "a", "", "CREATE CONSTRAINT `the ``name` FOR ()-[n:`L`]-() REQUIRE (n.`a`) IS NOT NULL" },
        { "NODE_PROPERTY_TYPE", "NODE", "a", "LIST<STRING NOT NULL>", "CREATE CONSTRAINT `the ``name` FOR (n:`L`) REQUIRE (n.`a`) IS :: LIST<STRING NOT NULL>" },
        { "RELATIONSHIP_PROPERTY_TYPE", "RELATIONSHIP", "a", "INTEGER | FLOAT", "CREATE CONSTRAINT `the ``name` FOR ()-[n:`L`]-() REQUIRE (n.`a`) IS :: INTEGER | FLOAT" },
    };

    [Theory]
    [MemberData(nameof(Constraints))]
    public async Task A_constraint_of_a_known_kind_is_written_with_its_name(string type, string entity, string properties, string valueType, string statement)
    {
        var graph = ScriptedGraphs.Neo4j([], []).Answer(
            "SHOW CONSTRAINTS YIELD *", ScriptedGraphs.ConstraintColumns, ["the `name", type, entity, Names("L"), Names(properties), valueType.Length == 0 ? null : valueType]);
        var (dump, files) = await ScriptedGraphs.ExportAsync(graph);

        Assert.Contains(statement + ";\n", Encoding.UTF8.GetString(files.Content("graph.cypher")), StringComparison.Ordinal);
        Assert.Contains(new ContentCount("constraint", "", 1), dump.Content.Counts);
    }

    [Theory]
    [InlineData("NODE_LABEL_EXISTENCE", "")]
    [InlineData("NODE_PROPERTY_TYPE", "STRING`; MATCH (n) DETACH DELETE n")]
    [InlineData("NODE_PROPERTY_TYPE", "")]
    public async Task A_constraint_that_is_not_understood_is_refused_by_name_before_anything_is_written(string type, string valueType)
    {
        var graph = ScriptedGraphs.Neo4j([], []).Answer("SHOW CONSTRAINTS YIELD *", ScriptedGraphs.ConstraintColumns, ["odd one", type, "NODE", Names("L"), Names("a"), valueType]);
        var failure = await Assert.ThrowsAsync<GraphNotCarriedException>(() => ScriptedGraphs.ExportAsync(graph));

        Assert.Contains("`odd one`", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(graph.Asked, query => query.StartsWith("MATCH (n) RETURN id(n)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Indexes_of_each_kind_are_written_with_their_names_and_options()
    {
        var graph = ScriptedGraphs.Neo4j([], []).Answer(
            "SHOW INDEXES YIELD *",
            ScriptedGraphs.IndexColumns,
            Index("range", "RANGE", "NODE", ["L"], ["a", "b"]),
            Index("old", "BTREE", "NODE", ["L"], ["a"]),
            Index("text", "TEXT", "RELATIONSHIP", ["T"], ["a"]),
            Index("place", "POINT", "NODE", ["L"], ["p"], new() { ["spatial.wgs-84.max"] = new List<object?> { 180.0, 90.0 } }),
            Index("words", "FULLTEXT", "NODE", ["L", "M"], ["a", "b"], new() { ["fulltext.analyzer"] = "it's", ["fulltext.eventually_consistent"] = false }),
            Index("near", "VECTOR", "NODE", ["L"], ["v"], new() { ["vector.dimensions"] = 3L, ["vector.similarity_function"] = "COSINE" }),
            ["lookup", "ONLINE", "LOOKUP", "NODE", null, null, null, null],
            ["owned", "ONLINE", "RANGE", "NODE", Names("L"), Names("a"), "some constraint", null]);
        var (_, files) = await ScriptedGraphs.ExportAsync(graph);

        var statements = Encoding.UTF8.GetString(files.Content("graph.cypher")).Split(";\n").Select(text => text.Split('\n')[^1]).Where(text => text.Contains("INDEX", StringComparison.Ordinal));
        Assert.Equal(
            [
                "CREATE FULLTEXT INDEX `words` FOR (n:`L`|`M`) ON EACH [n.`a`, n.`b`] OPTIONS {indexConfig: {`fulltext.analyzer`: 'it\\'s', `fulltext.eventually_consistent`: false}}",
                "CREATE INDEX `old` FOR (n:`L`) ON (n.`a`)",
                "CREATE POINT INDEX `place` FOR (n:`L`) ON (n.`p`) OPTIONS {indexConfig: {`spatial.wgs-84.max`: [180.0, 90.0]}}",
                "CREATE RANGE INDEX `range` FOR (n:`L`) ON (n.`a`, n.`b`)",
                "CREATE TEXT INDEX `text` FOR ()-[n:`T`]-() ON (n.`a`)",
                "CREATE VECTOR INDEX `near` FOR (n:`L`) ON (n.`v`) OPTIONS {indexConfig: {`vector.dimensions`: 3, `vector.similarity_function`: 'COSINE'}}",
            ],
            statements);
    }

    [Fact]
    public async Task A_server_of_no_known_kind_is_refused_whatever_it_calls_itself()
    {
        var failure = await Assert.ThrowsAsync<GraphServerUnknownException>(() => GraphDialects.OfAsync(new ScriptedGraph(), null, null, CancellationToken.None));

        Assert.Equal("GraphServerUnknown", failure.ErrorId);
    }

    private static object?[] Index(string name, string type, string entity, string[] labels, string[] properties, Dictionary<string, object?>? config = null) =>
        [name, "ONLINE", type, entity, labels.ToList(), properties.ToList(), null, new Dictionary<string, object?> { ["indexProvider"] = "x-1.0", ["indexConfig"] = config ?? [] }];

    private static List<object?> Names(string names) => [.. names.Split(',')];
}
