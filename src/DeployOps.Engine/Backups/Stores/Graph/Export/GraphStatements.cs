using System.Text;
using DeployOps.Engine.Backups.Stores.Graph.Text;

namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>The statements that an export is made of, as they are written and recognised.</summary>
/// <param name="usesTemporaryLabel">Whether every node wears the temporary label; otherwise nodes are found by their first own label, and those without one by looking through all that have none.</param>
internal sealed class GraphStatements(bool usesTemporaryLabel)
{
    /// <summary>The longest batch that is written: FalkorDB never answers a request of more than 64 KiB.</summary>
    public const int LongestBatch = 31 * 1024;

    public const string End = ";\n";
    public const string BatchHead = "UNWIND [";
    public const string GatheringHead = "WITH [";
    public const string NodeRow = "{k:";
    public const string RelationshipRow = "{s:";
    public const string InPieces = "// in pieces\n";
    public const string CountComment = "// count ";
    public const string EndComment = "// end ";
    private const string Key = CypherText.TemporaryKey;

    private const string Gather =
        $"] AS rows WITH rows, [row IN rows | row.s] + [row IN rows | row.e] AS keys MATCH (x) WHERE size(labels(x)) = 0 AND x.{Key} IN keys WITH rows, collect(x) AS xs UNWIND rows AS row";

    /// <summary>Takes the temporary label and key off some nodes; to be repeated until none is left.</summary>
    public string RemoveKeys => usesTemporaryLabel
        ? $"MATCH (n:{CypherText.TemporaryLabel}) WITH n LIMIT 10000 REMOVE n:{CypherText.TemporaryLabel} SET n.{Key} = null"
        : $"MATCH (n) WHERE n.{Key} IS NOT NULL WITH n LIMIT 100000 SET n.{Key} = null";

    /// <summary>Counts the nodes that have the temporary label or key.</summary>
    public string CountKeys => usesTemporaryLabel
        ? $"MATCH (n) WHERE n:{CypherText.TemporaryLabel} OR n.{Key} IS NOT NULL RETURN count(n)"
        : $"MATCH (n) WHERE n.{Key} IS NOT NULL RETURN count(n)";

    /// <summary>Counts the relationships that have a temporary key: those that were made in pieces.</summary>
    public static string CountRelationshipKeys => $"MATCH ()-[r]->() WHERE r.{Key} IS NOT NULL RETURN count(r)";

    /// <summary>What closes a batch of nodes.</summary>
    /// <param name="labels">Their labels as <c>:`A`:`B`</c>.</param>
    public string NodeTail(string labels) => $"] AS row CREATE (n{labels}{(usesTemporaryLabel ? $":{CypherText.TemporaryLabel}" : "")}) SET n = row.p, n.{Key} = row.k{End}";

    /// <summary>What opens a batch of relationships.</summary>
    public string RelationshipHead(string start, string end) => IsFound(start) && IsFound(end) ? BatchHead : GatheringHead;

    /// <summary>What closes a batch of relationships.</summary>
    /// <param name="type">Their type in backticks.</param>
    /// <param name="start">The first label of the nodes that they leave, as <c>:`A`</c>; empty for none.</param>
    /// <param name="end">The same of the nodes that they reach.</param>
    public string RelationshipTail(string type, string start, string end)
    {
        var text = new StringBuilder();
        if (IsFound(start) && IsFound(end))
        {
            text.Append("] AS row MATCH (a").Append(Found(start)).Append(" {").Append(Key).Append(":row.s}), (b").Append(Found(end)).Append(" {").Append(Key).Append(":row.e})");
        }
        else
        {
            text.Append(Gather);
            text.Append(IsFound(start) ? $" MATCH (a{Found(start)} {{{Key}:row.s}})" : $" WITH row, xs, [x IN xs WHERE x.{Key} = row.s][0] AS a");
            text.Append(IsFound(end) ? $" MATCH (b{Found(end)} {{{Key}:row.e}})" : $" WITH row, a, [x IN xs WHERE x.{Key} = row.e][0] AS b");
        }

        return text.Append(" CREATE (a)-[r:").Append(type).Append("]->(b) SET r = row.p").Append(End).ToString();
    }

    /// <summary>Finds a node, for its pieces.</summary>
    public string FindNode(string labels, long key) => $"MATCH (n{Found(First(labels))} {{{Key}:{key}}}) SET n.";

    /// <summary>Finds a relationship, for its pieces.</summary>
    public string FindRelationship(string type, string start, string end, long startKey, long endKey, long key) =>
        $"MATCH (a{Found(start)} {{{Key}:{startKey}}})-[n:{type} {{{Key}:{key}}}]->(b{Found(end)} {{{Key}:{endKey}}}) SET n.";

    /// <summary>The first of several labels.</summary>
    public static string First(string labels)
    {
        var bytes = Encoding.UTF8.GetBytes(labels);
        return bytes.Length == 0 ? "" : Encoding.UTF8.GetString(bytes.AsSpan(0, 1 + CypherNames.End(bytes.AsSpan(1))));
    }

    private bool IsFound(string label) => usesTemporaryLabel || label.Length > 0;

    private string Found(string label) => usesTemporaryLabel ? $":{CypherText.TemporaryLabel}" : label;
}
