using System.Globalization;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Stores.Graph.Values;

/// <summary>Makes objects of packed values.</summary>
public static class GraphValueReading
{
    /// <summary>The deepest nesting that is followed. Properties nest one list deep; what a query builds rarely more than ten.</summary>
    public const int DeepestNesting = 128;

    /// <summary>
    /// Reads the next value: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, a byte array,
    /// <c>List&lt;object?&gt;</c>, <c>Dictionary&lt;string, object?&gt;</c>, or one of the types of this room.
    /// </summary>
    /// <param name="reader">Stands before the value, and behind it afterwards.</param>
    /// <exception cref="PackStreamFormatException">The value is malformed, cut off or nested too deeply.</exception>
    public static object? ReadValue(this ref PackStreamReader reader) => Value(ref reader, 0);

    private static object? Value(ref PackStreamReader reader, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new PackStreamFormatException($"it is nested more than {DeepestNesting} levels deep");
        }

        switch (reader.NextType)
        {
            case PackStreamType.Null:
                reader.ReadNull();
                return null;
            case PackStreamType.Boolean:
                return reader.ReadBoolean();
            case PackStreamType.WholeNumber:
                return reader.ReadInteger();
            case PackStreamType.FloatingPoint:
                return reader.ReadFloat();
            case PackStreamType.Bytes:
                return reader.ReadBytes().ToArray();
            case PackStreamType.Text:
                return reader.ReadText();
            case PackStreamType.List:
                return Values(ref reader, reader.ReadListHeader(), depth);
            case PackStreamType.Map:
                return Map(ref reader, depth);
            default:
                return Structure(ref reader, depth);
        }
    }

    private static List<object?> Values(ref PackStreamReader reader, int count, int depth)
    {
        List<object?> values = new(count);
        for (var index = 0; index < count; index++)
        {
            values.Add(Value(ref reader, depth + 1));
        }

        return values;
    }

    private static Dictionary<string, object?> Map(ref PackStreamReader reader, int depth)
    {
        var count = reader.ReadMapHeader();
        Dictionary<string, object?> map = new(count, StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
        {
            // The specification allows a key twice; the last one counts, as in the official drivers.
            map[reader.ReadText()] = Value(ref reader, depth + 1);
        }

        return map;
    }

    private static object Structure(ref PackStreamReader reader, int depth)
    {
        var count = reader.ReadStructureHeader(out var tag);
        switch (tag, count)
        {
            case (GraphTag.Node, 3 or 4):
                var id = reader.ReadInteger();
                var labels = Texts(ref reader);
                var properties = Map(ref reader, depth);
                return new GraphNode(id, ElementId(ref reader, id, count == 4), labels, properties);
            case (GraphTag.Relationship, 5 or 8):
                return Relationship(ref reader, isNew: count == 8, depth);
            case (GraphTag.UnboundRelationship, 3 or 4):
                var unbound = reader.ReadInteger();
                var type = reader.ReadText();
                var having = Map(ref reader, depth);
                return new GraphUnboundRelationship(unbound, ElementId(ref reader, unbound, count == 4), type, having);
            case (GraphTag.Path, 3):
                return Path(ref reader, depth);
            case (GraphTag.Date, 1):
                return new GraphDate(reader.ReadInteger());
            case (GraphTag.Time, 2):
                return new GraphTime(reader.ReadInteger(), Small(ref reader));
            case (GraphTag.LocalTime, 1):
                return new GraphLocalTime(reader.ReadInteger());
            case (GraphTag.LocalDateTime, 2):
                return new GraphLocalDateTime(reader.ReadInteger(), Small(ref reader));
            case (GraphTag.DateTime, 3):
                return new GraphDateTime(reader.ReadInteger(), Small(ref reader), Small(ref reader));
            case (GraphTag.LegacyDateTime, 3):
                var onTheClock = new GraphDateTime(reader.ReadInteger(), Small(ref reader), Small(ref reader));
                return onTheClock with { UtcSeconds = unchecked(onTheClock.UtcSeconds - onTheClock.OffsetSeconds) };
            case (GraphTag.DateTimeZoneId, 3):
                return new GraphZonedDateTime(reader.ReadInteger(), Small(ref reader), reader.ReadText());
            case (GraphTag.LegacyDateTimeZoneId, 3):
                return new GraphZonedDateTime(reader.ReadInteger(), Small(ref reader), reader.ReadText(), IsWallClock: true);
            case (GraphTag.Duration, 4):
                return new GraphDuration(reader.ReadInteger(), reader.ReadInteger(), reader.ReadInteger(), Small(ref reader));
            case (GraphTag.Point2D, 3):
                return new GraphPoint(Small(ref reader), reader.ReadFloat(), reader.ReadFloat());
            case (GraphTag.Point3D, 4):
                return new GraphPoint(Small(ref reader), reader.ReadFloat(), reader.ReadFloat(), reader.ReadFloat());
            default:
                return new GraphStructure(tag, Values(ref reader, count, depth));
        }
    }

    private static GraphRelationship Relationship(ref PackStreamReader reader, bool isNew, int depth)
    {
        var (id, start, end) = (reader.ReadInteger(), reader.ReadInteger(), reader.ReadInteger());
        var type = reader.ReadText();
        var properties = Map(ref reader, depth);
        var elementId = ElementId(ref reader, id, isNew);
        var startElementId = ElementId(ref reader, start, isNew);
        return new GraphRelationship(id, elementId, type, start, startElementId, end, ElementId(ref reader, end, isNew), properties);
    }

    private static GraphPath Path(ref PackStreamReader reader, int depth)
    {
        var nodes = Parts<GraphNode>(ref reader, depth);
        var relationships = Parts<GraphUnboundRelationship>(ref reader, depth);
        var indices = new long[reader.ReadListHeader()];
        for (var index = 0; index < indices.Length; index++)
        {
            indices[index] = reader.ReadInteger();
            var reachable = index % 2 == 0 ? Math.Abs((decimal)indices[index]) - 1 : indices[index];
            if (reachable < 0 || reachable >= (index % 2 == 0 ? relationships.Length : nodes.Length))
            {
                throw new PackStreamFormatException("a path names a part that it does not have");
            }
        }

        return new GraphPath(nodes, relationships, indices);
    }

    private static T[] Parts<T>(ref PackStreamReader reader, int depth)
    {
        var parts = new T[reader.ReadListHeader()];
        for (var index = 0; index < parts.Length; index++)
        {
            parts[index] = Value(ref reader, depth + 1) is T part ? part : throw new PackStreamFormatException("a path holds something else than nodes and relationships");
        }

        return parts;
    }

    private static string[] Texts(ref PackStreamReader reader)
    {
        var texts = new string[reader.ReadListHeader()];
        for (var index = 0; index < texts.Length; index++)
        {
            texts[index] = reader.ReadText();
        }

        return texts;
    }

    private static string ElementId(ref PackStreamReader reader, long id, bool isSent) => isSent ? reader.ReadText() : id.ToString(CultureInfo.InvariantCulture);

    private static int Small(ref PackStreamReader reader) =>
        reader.ReadInteger() is var value and >= int.MinValue and <= int.MaxValue ? (int)value : throw new PackStreamFormatException("a part of a value is out of its range");
}
