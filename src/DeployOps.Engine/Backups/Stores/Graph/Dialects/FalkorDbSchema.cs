using System.Globalization;
using System.Text;
using DeployOps.Engine.Backups.Stores.Graph.Text;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>FalkorDB's indexes and constraints, from what <c>db.indexes()</c> and <c>db.constraints()</c> say.</summary>
internal static class FalkorDbSchema
{
    private const string KeyName = "DeployOps key";
    private const int NoStemming = 4;
    private const int Phonetic = 8;

    public static GraphSchema Of(IReadOnlyList<Dictionary<string, object?>> indexes, IReadOnlyList<Dictionary<string, object?>> constraints) => new(
        [],
        [.. indexes.SelectMany(Creates).Order(StringComparer.Ordinal)],
        [.. constraints.Select(NoteOf).Order(StringComparer.Ordinal)],
        constraints.Count);

    public static IReadOnlyList<string> KeyIndexes(IEnumerable<Dictionary<string, object?>> indexes) =>
        [.. indexes.Where(row => row.Texts("properties").Contains(KeyName)).Select(row => Name(row.Text("label")))];

    public static IReadOnlyList<string> Drops(IEnumerable<Dictionary<string, object?>> indexes) =>
    [
        .. indexes.SelectMany(row => Kinds(row).Select(field => field.Kind switch
        {
            "FULLTEXT" => $"DROP FULLTEXT INDEX FOR {Pattern(row)} ON (n.{Name(field.Property)})",
            "VECTOR" => $"DROP VECTOR INDEX FOR {Pattern(row)} ON (n.{Name(field.Property)})",
            _ => $"DROP INDEX FOR {Pattern(row)} ON (n.{Name(field.Property)})",
        })),
    ];

    private static IEnumerable<string> Creates(Dictionary<string, object?> row)
    {
        var fields = Kinds(row).Where(field => field.Property != KeyName).ToList();
        if (IsNode(row) && fields.Where(field => field.Kind == "FULLTEXT").Select(field => Field(row, field.Property)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } texts)
        {
            // Language and stop words belong to all of a label's indexes and can be given once, with the first of them.
            yield return $"CALL db.idx.fulltext.createNodeIndex({Analysis(row)}, {string.Join(", ", texts)})";
        }

        foreach (var field in fields.Where(field => !(field.Kind == "FULLTEXT" && IsNode(row))))
        {
            yield return field.Kind switch
            {
                "RANGE" => $"CREATE INDEX FOR {Pattern(row)} ON (n.{Name(field.Property)})",
                "VECTOR" => $"CREATE VECTOR INDEX FOR {Pattern(row)} ON (n.{Name(field.Property)}) OPTIONS {Options(row, field.Property)}",
                "FULLTEXT" when row.Text("language") is "english" or "" && row.Texts("stopwords").Count == 0 && Fulltext(row, field.Property) is (1.0, 0) =>
                    $"CREATE FULLTEXT INDEX FOR {Pattern(row)} ON (n.{Name(field.Property)})",
                var kind => throw new GraphNotCarriedException($"the index on {Name(row.Text("label"))}({Name(field.Property)}) is of the kind {kind} with options that no statement makes again"),
            };
        }
    }

    private static IEnumerable<(string Property, string Kind)> Kinds(Dictionary<string, object?> row) =>
        row.Map("types").SelectMany(pair => (pair.Value as List<object?> ?? []).OfType<string>().Select(kind => (pair.Key, kind)));

    private static bool IsNode(Dictionary<string, object?> row) => row.Text("entitytype") == "NODE";

    private static string Pattern(Dictionary<string, object?> row) => IsNode(row) ? $"(n:{Name(row.Text("label"))})" : $"()-[n:{Name(row.Text("label"))}]-()";

    private static string Analysis(Dictionary<string, object?> row)
    {
        var parts = new List<string> { $"label: {Text(row.Text("label"))}" };
        if (row.Text("language") is { Length: > 0 } language)
        {
            parts.Add($"language: {Text(language)}");
        }

        if (row.Texts("stopwords") is { Count: > 0 } stopwords)
        {
            parts.Add($"stopwords: [{string.Join(", ", stopwords.Select(Text))}]");
        }

        return $"{{{string.Join(", ", parts)}}}";
    }

    private static string Field(Dictionary<string, object?> row, string property)
    {
        var (weight, options) = Fulltext(row, property);
        if ((options & ~(NoStemming | Phonetic)) != 0)
        {
            throw new GraphNotCarriedException($"the full-text index on {Name(row.Text("label"))}({Name(property)}) has options that are not known");
        }

        var parts = new List<string> { $"field: {Text(property)}" };
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"weight: {weight:0.0###########}"));
        if ((options & NoStemming) != 0)
        {
            parts.Add("nostem: true");
        }

        if ((options & Phonetic) != 0)
        {
            parts.Add("phonetic: 'dm:en'");
        }

        return $"{{{string.Join(", ", parts)}}}";
    }

    /// <summary>Weight and options stand only among what the index says of its inside.</summary>
    private static (double Weight, long Options) Fulltext(Dictionary<string, object?> row, string property)
    {
        var fields = row.Map("info").GetValueOrDefault("fields") as List<object?> ?? [];
        return fields.OfType<Dictionary<string, object?>>().FirstOrDefault(field => field.Text("path") == property) is { } found
            && found.GetValueOrDefault("textWeight") is double weight && found.GetValueOrDefault("options") is long options
            ? (weight, options)
            : throw new GraphNotCarriedException($"the full-text index on {Name(row.Text("label"))}({Name(property)}) does not say its options");
    }

    private static string Options(Dictionary<string, object?> row, string property)
    {
        var options = row.Map("options").GetValueOrDefault(property) as Dictionary<string, object?> ?? [];
        return $"{{{string.Join(", ", options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"{Name(option.Key)}: {Option(option.Value)}"))}}}";
    }

    private static string Option(object? value) => value switch
    {
        string text => Text(text),
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => Encoding.UTF8.GetString(new ByteText().Add(number).Span),
        bool flag => flag ? "true" : "false",
        _ => throw new GraphNotCarriedException("an option of a vector index is of a kind that is not known"),
    };

    /// <summary>Constraints are made by a command of Redis, which Bolt does not carry; it is named so that it can be given by hand.</summary>
    private static string NoteOf(Dictionary<string, object?> row)
    {
        var properties = row.Texts("properties");
        var command = string.Create(
            CultureInfo.InvariantCulture,
            $"GRAPH.CONSTRAINT CREATE falkordb {row.Text("type")} {row.Text("entitytype")} {Name(row.Text("label"))} PROPERTIES {properties.Count} {string.Join(' ', properties.Select(Name))}");
        return $"FalkorDB makes constraints by a command of Redis, which Bolt does not carry: this one is not restored by DeployOps, give it after a restore (names without backticks): {command}";
    }

    private static string Name(string name) => Written(text => text.AddName(Encoding.UTF8.GetBytes(name), CypherForm.FalkorDb));

    private static string Text(string value) => Written(text => text.AddString(Encoding.UTF8.GetBytes(value), CypherForm.FalkorDb));

    private static string Written(Action<ByteText> write)
    {
        var text = new ByteText();
        write(text);
        return Encoding.UTF8.GetString(text.Span);
    }
}
