using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>Graphs to export in unit tests.</summary>
internal static class ScriptedGraphs
{
    public static readonly string[] ConstraintColumns = ["name", "type", "entityType", "labelsOrTypes", "properties", "propertyType"];
    public static readonly string[] IndexColumns = ["name", "state", "type", "entityType", "labelsOrTypes", "properties", "owningConstraint", "options"];

    /// <summary>A Neo4j with a graph.</summary>
    /// <param name="nodes">Key, labels and properties of each.</param>
    /// <param name="relationships">Keys of the ends, type and properties of each.</param>
    public static ScriptedGraph Neo4j(
        IReadOnlyList<(long Key, string[] Labels, Dictionary<string, object?> Properties)> nodes,
        IReadOnlyList<(long Start, long End, string Type, Dictionary<string, object?> Properties)> relationships) => new ScriptedGraph()
            .Answer("CALL dbms.components()", ["name", "versions"], ["Neo4j Kernel", new List<object?> { "5.26.0" }])
            .Answer("SHOW CONSTRAINTS YIELD *", ConstraintColumns)
            .Answer("SHOW INDEXES YIELD *", IndexColumns)
            .Answer("MATCH (n) RETURN count(n)", ["count"], [(long)nodes.Count])
            .Answer("MATCH ()-[r]->() RETURN count(r)", ["count"], [(long)relationships.Count])
            .Answer("MATCH (n) RETURN id(n)", ["k", "l", "p"], [.. nodes.Select(node => new object?[] { node.Key, node.Labels, node.Properties })])
            .Answer("MATCH (a)-[r]->(b) RETURN id(a)", ["s", "e", "x", "y", "t", "p"], [.. relationships.Select(one => new object?[] { one.Start, one.End, null, null, one.Type, one.Properties })]);

    /// <summary>Exports a graph.</summary>
    public static async Task<(StoreDump Dump, MemoryFiles Files)> ExportAsync(ScriptedGraph graph, bool gzip = false)
    {
        var files = new MemoryFiles();
        var dialect = await GraphDialects.OfAsync(graph, null, null, CancellationToken.None);
        var dump = await new GraphDump(new GraphVisit(graph, dialect, new StoreRun()), files, gzip).RunAsync(CancellationToken.None);
        return (dump, files);
    }

    /// <summary>A small graph of many kinds of values.</summary>
    public static ScriptedGraph Small() => Neo4j(
        [
            (0, ["Person", "A`B"], new() { ["name"] = "O'Neil \\ \"x\"\n한글 🎉\u0001", ["age"] = 42L, ["least"] = long.MinValue, ["score"] = 0.1 }),
            (7, [], new() { ["list"] = new List<object?> { 1L, 2L }, ["nothing"] = new List<object?>(), ["nan"] = double.NaN, ["flag"] = true }),
            (9, ["Person"], new() { ["odd `name`;\n"] = "", ["minus"] = double.NegativeInfinity }),
        ],
        [
            (0, 7, "KNOWS", new() { ["since"] = 1999L }),
            (0, 7, "KNOWS", new() { ["since"] = 1999L }),
            (9, 9, "self `x`", []),
        ]);
}
