using System.Globalization;
using System.Text;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;

namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>
/// Counts and hashes a graph while it passes by. The content hash is the sum of the SHA-256 of every node (its labels in order, its key,
/// its properties in the order of their names, all as Cypher) and of every relationship (type, keys of its ends, properties). Keys are the
/// numbers that the source gives its nodes, so the hash is the same in the source, in its export, and in a restored graph as long as that
/// holds the keys; two graphs that were made apart have different hashes, though they may be equal to a human.
/// </summary>
internal sealed class GraphTally
{
    /// <summary>What stands before the digits of a content hash.</summary>
    public const string HashPrefix = "graph-sha256:";

    private readonly NameCounts _labels = new();
    private readonly NameCounts _types = new();
    private readonly DigestBlocks _sum = new();

    public KeySet Keys { get; } = new();

    public long Nodes { get; private set; }

    public long Relationships { get; private set; }

    public int Constraints { get; set; }

    public int Indexes { get; set; }

    public string Hash => HashPrefix + _sum;

    /// <summary>Takes a node.</summary>
    /// <param name="labels">Its labels as <c>:`A`:`B`</c>.</param>
    /// <param name="whole">The same, followed by <c>{k:…,p:{…}}</c>.</param>
    public void AddNode(ReadOnlySpan<byte> labels, ReadOnlySpan<byte> whole)
    {
        Nodes++;
        _labels.Add(labels);
        _sum.Add(whole);
    }

    /// <summary>Takes a relationship.</summary>
    /// <param name="type">Its type as <c>-`T`</c>.</param>
    /// <param name="whole">The same, followed by <c>{s:…,e:…,p:{…}}</c>.</param>
    public void AddRelationship(ReadOnlySpan<byte> type, ReadOnlySpan<byte> whole)
    {
        Relationships++;
        _types.Add(type);
        _sum.Add(whole);
    }

    /// <summary>Takes the schema.</summary>
    public void Add(GraphSchema schema) => (Constraints, Indexes) = (schema.Constraints.Count, schema.Indexes.Count);

    /// <summary>The first label of every set of labels that nodes have, in backticks.</summary>
    public IReadOnlyList<string> FirstLabels() =>
        [.. _labels.All.Select(one => one.Name).Where(set => set.Length > 0).Select(set => GraphStatements.First(Encoding.UTF8.GetString(set))[1..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What was counted.</summary>
    public StoreContent Content(bool withHash) => new(Counts(), withHash ? Hash : null);

    /// <summary>The counts as comments of the export.</summary>
    public string Comments()
    {
        var text = new StringBuilder();
        foreach (var count in Counts())
        {
            // A name may hold a line break, which would end the comment.
            var name = count.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"// count {count.Count} {count.Kind} {name}\n");
        }

        return text.ToString();
    }

    private IReadOnlyList<ContentCount> Counts()
    {
        Dictionary<string, long> labels = new(StringComparer.Ordinal);
        foreach (var (set, count) in _labels.All)
        {
            foreach (var label in CypherNames.Split(set))
            {
                labels[label] = labels.GetValueOrDefault(label) + count;
            }
        }

        return StoreContent.Ordered(
        [
            new ContentCount("node", "", Nodes),
            new ContentCount("relationship", "", Relationships),
            new ContentCount("constraint", "", Constraints),
            new ContentCount("index", "", Indexes),
            .. labels.Select(label => new ContentCount("label", label.Key, label.Value)),
            .. _types.All.Select(type => new ContentCount("relationship", CypherNames.Split(type.Name).Single(), type.Count)),
        ]);
    }
}
