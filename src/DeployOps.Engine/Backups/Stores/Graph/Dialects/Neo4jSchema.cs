using System.Text;
using DeployOps.Engine.Backups.Stores.Graph.Text;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>
/// Neo4j's constraints and indexes, from the columns of <c>SHOW CONSTRAINTS</c> and <c>SHOW INDEXES</c> (Cypher manual, 4.4 and 5). The
/// statements are made of those columns and not taken over from <c>createStatement</c>, so that a kind that is not understood is refused.
/// </summary>
internal static class Neo4jSchema
{
    /// <summary>The name of the constraint that finds nodes by their temporary keys.</summary>
    public const string TemporaryName = "DeployOps temporary";

    public static GraphSchema Of(IReadOnlyList<Dictionary<string, object?>> constraints, IReadOnlyList<Dictionary<string, object?>> indexes) => new(
        [.. Users(constraints).Select(Constraint).Order(StringComparer.Ordinal)],
        [.. Free(indexes).Select(Index).Order(StringComparer.Ordinal)],
        [],
        0);

    public static IReadOnlyList<string> Drops(IReadOnlyList<Dictionary<string, object?>> constraints, IReadOnlyList<Dictionary<string, object?>> indexes) =>
    [
        .. constraints.Select(row => $"DROP CONSTRAINT {Name(row.Text("name"))}"),
        .. Free(indexes).Select(row => $"DROP INDEX {Name(row.Text("name"))}"),
    ];

    /// <summary>A name in backticks.</summary>
    public static string Name(string name)
    {
        var text = new ByteText();
        text.AddName(Encoding.UTF8.GetBytes(name), CypherForm.Neo4j);
        return Encoding.UTF8.GetString(text.Span);
    }

    private static IEnumerable<Dictionary<string, object?>> Users(IEnumerable<Dictionary<string, object?>> constraints) =>
        constraints.Where(row => row.Text("name") != TemporaryName);

    /// <summary>Those that stand for themselves: an index of a constraint comes with it, and the look-up indexes are every database's own.</summary>
    private static IEnumerable<Dictionary<string, object?>> Free(IEnumerable<Dictionary<string, object?>> indexes) =>
        indexes.Where(row => row.Text("type") != "LOOKUP" && row.GetValueOrDefault("owningConstraint") is null && row.Text("uniqueness") != "UNIQUE");

    private static string Constraint(Dictionary<string, object?> row)
    {
        var properties = row.Texts("properties");
        var list = Properties(row);
        var (isNode, requirement) = row.Text("type") switch
        {
            "UNIQUENESS" or "NODE_PROPERTY_UNIQUENESS" => (true, $"{list} IS UNIQUE"),
            "RELATIONSHIP_UNIQUENESS" or "RELATIONSHIP_PROPERTY_UNIQUENESS" => (false, $"{list} IS UNIQUE"),
            "NODE_KEY" => (true, $"{list} IS NODE KEY"),
            "RELATIONSHIP_KEY" => (false, $"{list} IS RELATIONSHIP KEY"),
            "NODE_PROPERTY_EXISTENCE" when properties.Count == 1 => (true, $"{list} IS NOT NULL"),
            "RELATIONSHIP_PROPERTY_EXISTENCE" when properties.Count == 1 => (false, $"{list} IS NOT NULL"),
            "NODE_PROPERTY_TYPE" when properties.Count == 1 => (true, $"{list} IS :: {TypeOf(row)}"),
            "RELATIONSHIP_PROPERTY_TYPE" when properties.Count == 1 => (false, $"{list} IS :: {TypeOf(row)}"),
            var kind => throw new GraphNotCarriedException($"the constraint {Name(row.Text("name"))} is of the kind {kind}, which this version does not know"),
        };
        return row.Texts("labelsOrTypes") is [var label]
            ? $"CREATE CONSTRAINT {Name(row.Text("name"))} FOR {Pattern(isNode, Name(label))} REQUIRE {requirement}"
            : throw new GraphNotCarriedException($"the constraint {Name(row.Text("name"))} is not for one label or type");
    }

    private static string Index(Dictionary<string, object?> row)
    {
        var labels = row.Texts("labelsOrTypes");
        var isNode = row.Text("entityType") != "RELATIONSHIP";
        var name = Name(row.Text("name"));
        var pattern = Pattern(isNode, string.Join('|', labels.Select(Name)));
        var config = Config(row);
        return row.Text("type") switch
        {
            _ when labels.Count == 0 || row.Texts("properties").Count == 0 => throw new GraphNotCarriedException($"the index {name} says neither its labels nor its properties"),
            "FULLTEXT" => $"CREATE FULLTEXT INDEX {name} FOR {pattern} ON EACH [{string.Join(", ", row.Texts("properties").Select(property => $"n.{Name(property)}"))}]{config}",
            "VECTOR" when labels.Count == 1 && row.Texts("properties").Count == 1 => $"CREATE VECTOR INDEX {name} FOR {pattern} ON {Properties(row)}{config}",
            // The plain kind of 4.4, which 5 has no more: the same words make the plain kind there.
            "BTREE" when labels.Count == 1 => $"CREATE INDEX {name} FOR {pattern} ON {Properties(row)}",
            "RANGE" when labels.Count == 1 => $"CREATE RANGE INDEX {name} FOR {pattern} ON {Properties(row)}",
            "TEXT" when labels.Count == 1 => $"CREATE TEXT INDEX {name} FOR {pattern} ON {Properties(row)}",
            "POINT" when labels.Count == 1 => $"CREATE POINT INDEX {name} FOR {pattern} ON {Properties(row)}{config}",
            var kind => throw new GraphNotCarriedException($"the index {name} is of the kind {kind}, which this version does not know"),
        };
    }

    private static string Pattern(bool isNode, string label) => isNode ? $"(n:{label})" : $"()-[n:{label}]-()";

    private static string Properties(Dictionary<string, object?> row) => $"({string.Join(", ", row.Texts("properties").Select(property => $"n.{Name(property)}"))})";

    /// <summary>Such as <c>LIST&lt;STRING NOT NULL&gt;</c>: it goes into a statement as it is, so it may hold nothing else than such words.</summary>
    private static string TypeOf(Dictionary<string, object?> row) =>
        row.Text("propertyType") is { Length: > 0 } type && type.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character is ' ' or '<' or '>' or '|' or '(' or ')' or ',')
            ? type
            : throw new GraphNotCarriedException($"the constraint {Name(row.Text("name"))} names a type of values that this version does not know");

    private static string Config(Dictionary<string, object?> row)
    {
        if (row.Map("options").GetValueOrDefault("indexConfig") is not Dictionary<string, object?> { Count: > 0 } config)
        {
            return "";
        }

        var text = new ByteText().Add(" OPTIONS {indexConfig: {"u8);
        foreach (var (index, (key, value)) in config.OrderBy(pair => pair.Key, StringComparer.Ordinal).Index())
        {
            text.Add(index > 0 ? ", "u8 : ""u8);
            text.AddName(Encoding.UTF8.GetBytes(key), CypherForm.Neo4j);
            text.Add(": "u8);
            AddOption(text, value);
        }

        return Encoding.UTF8.GetString(text.Add("}}"u8).Span);
    }

    private static void AddOption(ByteText text, object? value)
    {
        switch (value)
        {
            case string word:
                text.AddString(Encoding.UTF8.GetBytes(word), CypherForm.Neo4j);
                break;
            case bool flag:
                text.Add(flag ? "true"u8 : "false"u8);
                break;
            case long number:
                text.Add(number);
                break;
            case double number:
                text.AddFloat(number, CypherForm.Neo4j);
                break;
            case List<object?> list:
                text.Add((byte)'[');
                foreach (var (index, item) in list.Index())
                {
                    text.Add(index > 0 ? ", "u8 : ""u8);
                    AddOption(text, item);
                }

                text.Add((byte)']');
                break;
            default:
                throw new GraphNotCarriedException("an option of an index is of a kind that is not known");
        }
    }
}
