using DeployOps.Engine.Backups.Stores.Graph.Text;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>What is read of FalkorDB: all nodes or all relationships.</summary>
/// <param name="Match">The pattern.</param>
/// <param name="Anchor">The node in it whose number tells the ranges apart.</param>
/// <param name="Element">What the properties are read of.</param>
/// <param name="Columns">What is asked for besides the properties.</param>
internal sealed record FalkorDbPattern(string Match, string Anchor, string Element, IReadOnlyList<string> Columns)
{
    public static FalkorDbPattern Nodes(bool isRestored) => new("MATCH (n)", "n", "n", [Key("n", isRestored), "labels(n)"]);

    public static FalkorDbPattern Relationships(bool isRestored) =>
        new("MATCH (a)-[r]->(b)", "a", "r", [Key("a", isRestored), Key("b", isRestored), "labels(a)", "labels(b)", "type(r)"]);

    /// <summary>The columns as they stand in a query.</summary>
    public string List => string.Join(", ", Columns);

    private static string Key(string node, bool isRestored) => isRestored ? $"{node}.{CypherText.TemporaryKey}" : $"id({node})";
}
