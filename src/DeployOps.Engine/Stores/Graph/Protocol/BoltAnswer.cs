using DeployOps.Engine.Processes;
using DeployOps.Engine.Stores.Graph.PackStream;
using DeployOps.Engine.Stores.Graph.Values;

namespace DeployOps.Engine.Stores.Graph.Protocol;

/// <summary>Takes the messages of a server apart.</summary>
internal static class BoltAnswer
{
    /// <summary>Stands for a code that is none.</summary>
    public const string NoCode = "no code";

    private const int LongestCode = 120;
    private static readonly Dictionary<string, object?> Nothing = [];

    /// <summary>The signature of a message.</summary>
    /// <exception cref="PackStreamFormatException">It is no message.</exception>
    public static byte Tag(ReadOnlySpan<byte> message)
    {
        new PackStreamReader(message).ReadStructureHeader(out var tag);
        return tag;
    }

    /// <summary>The metadata of a SUCCESS or a FAILURE.</summary>
    /// <exception cref="PackStreamFormatException">It has none.</exception>
    public static Dictionary<string, object?> Metadata(ReadOnlySpan<byte> message)
    {
        var reader = new PackStreamReader(message);
        return reader.ReadStructureHeader(out _) == 0 ? Nothing
            : reader.ReadValue() as Dictionary<string, object?> ?? throw new PackStreamFormatException("the metadata of a message are no map");
    }

    /// <summary>Takes a record as a row, without reading its values.</summary>
    /// <returns>False when it is another message, or one that is not made as a record is.</returns>
    public static bool TryRow(ReadOnlyMemory<byte> message, int columns, out GraphRow row)
    {
        row = default;
        if (message.Length < 3 || message.Span[0] != (PackStreamMarker.TinyStructure | 1) || message.Span[1] != BoltTag.Record)
        {
            return false;
        }

        try
        {
            var reader = new PackStreamReader(message.Span[2..]);
            var count = reader.ReadListHeader();
            row = new GraphRow(message[(2 + reader.Position)..], count);
            return count == columns;
        }
        catch (PackStreamFormatException)
        {
            return false;
        }
    }

    /// <summary>The code of a FAILURE: since Bolt 5.7 it stands under another key. Only what looks like a code is taken for one.</summary>
    public static string Code(Dictionary<string, object?> metadata)
    {
        var code = metadata.GetValueOrDefault("neo4j_code") as string ?? metadata.GetValueOrDefault("code") as string;
        return code is { Length: > 0 and <= LongestCode } && code.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-')
            ? code
            : NoCode;
    }

    public static CapturedText ServerMessage(Dictionary<string, object?> metadata) => new(metadata.GetValueOrDefault("message") as string ?? "");

    public static IReadOnlyList<string> Fields(Dictionary<string, object?> metadata) =>
        metadata.GetValueOrDefault("fields") is List<object?> fields && fields.TrueForAll(field => field is string)
            ? [.. fields.Cast<string>()]
            : throw new PackStreamFormatException("the answer to a query names no columns");

    public static GraphSummary Summary(Dictionary<string, object?> metadata, TimeSpan? availableAfter)
    {
        var counts = metadata.GetValueOrDefault("stats") as Dictionary<string, object?> ?? Nothing;
        long Count(string name) => counts.GetValueOrDefault(name) as long? ?? 0;
        return new GraphSummary(
            metadata.GetValueOrDefault("type") as string,
            metadata.GetValueOrDefault("db") as string,
            metadata.GetValueOrDefault("bookmark") as string,
            availableAfter,
            Milliseconds(metadata, "t_last"),
            new GraphCounters
            {
                NodesCreated = Count("nodes-created"),
                NodesDeleted = Count("nodes-deleted"),
                RelationshipsCreated = Count("relationships-created"),
                RelationshipsDeleted = Count("relationships-deleted"),
                PropertiesSet = Count("properties-set"),
                LabelsAdded = Count("labels-added"),
                LabelsRemoved = Count("labels-removed"),
                IndexesAdded = Count("indexes-added"),
                IndexesRemoved = Count("indexes-removed"),
                ConstraintsAdded = Count("constraints-added"),
                ConstraintsRemoved = Count("constraints-removed"),
            });
    }

    public static TimeSpan? Milliseconds(Dictionary<string, object?> metadata, string key) =>
        metadata.GetValueOrDefault(key) is long value and >= 0 and < int.MaxValue ? TimeSpan.FromMilliseconds(value) : null;
}
