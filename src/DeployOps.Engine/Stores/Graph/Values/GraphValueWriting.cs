using System.Collections;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Stores.Graph.Values;

/// <summary>Packs objects, as parameters of a query. Nodes, relationships and paths are not among them: no server takes those.</summary>
public static class GraphValueWriting
{
    /// <summary>Writes one value.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="value">Any type that <see cref="GraphValueReading.ReadValue"/> gives, or a number of another size.</param>
    /// <param name="usesUtc">Whether the connection packs points in time in UTC: since Bolt 5, and where a 4.4 server agreed to it.</param>
    /// <exception cref="PackStreamFormatException">The value is of another type, or nested too deeply.</exception>
    public static void WriteValue(this PackStreamWriter writer, object? value, bool usesUtc = true) => Write(writer, value, usesUtc, 0);

    private static void Write(PackStreamWriter writer, object? value, bool usesUtc, int depth)
    {
        if (depth > GraphValueReading.DeepestNesting)
        {
            throw new PackStreamFormatException($"a parameter is nested more than {GraphValueReading.DeepestNesting} levels deep");
        }

        switch (value)
        {
            case null:
                writer.WriteNull();
                break;
            case bool flag:
                writer.WriteBoolean(flag);
                break;
            case long or int or short or sbyte or byte or ushort or uint:
                writer.WriteInteger(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case double or float:
                writer.WriteFloat(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case string text:
                writer.WriteText(text);
                break;
            case byte[] bytes:
                writer.WriteBytes(bytes);
                break;
            case IReadOnlyDictionary<string, object?> map:
                WriteMap(writer, map, usesUtc, depth);
                break;
            case IDictionary map:
                WriteMap(writer, map, usesUtc, depth);
                break;
            case ICollection list:
                WriteList(writer, list, usesUtc, depth);
                break;
            default:
                WriteStructure(writer, value, usesUtc);
                break;
        }
    }

    private static void WriteMap(PackStreamWriter writer, IReadOnlyDictionary<string, object?> map, bool usesUtc, int depth)
    {
        writer.WriteMapHeader(map.Count);
        foreach (var (key, value) in map)
        {
            writer.WriteText(key);
            Write(writer, value, usesUtc, depth + 1);
        }
    }

    private static void WriteMap(PackStreamWriter writer, IDictionary map, bool usesUtc, int depth)
    {
        writer.WriteMapHeader(map.Count);
        foreach (DictionaryEntry pair in map)
        {
            writer.WriteText(pair.Key as string ?? throw new PackStreamFormatException("a key of a parameter is no text"));
            Write(writer, pair.Value, usesUtc, depth + 1);
        }
    }

    private static void WriteList(PackStreamWriter writer, ICollection list, bool usesUtc, int depth)
    {
        writer.WriteListHeader(list.Count);
        foreach (var value in list)
        {
            Write(writer, value, usesUtc, depth + 1);
        }
    }

    private static void WriteStructure(PackStreamWriter writer, object value, bool usesUtc)
    {
        switch (value)
        {
            case GraphDate date:
                Integers(writer, GraphTag.Date, date.Days);
                break;
            case GraphTime time:
                Integers(writer, GraphTag.Time, time.Nanoseconds, time.OffsetSeconds);
                break;
            case GraphLocalTime time:
                Integers(writer, GraphTag.LocalTime, time.Nanoseconds);
                break;
            case GraphLocalDateTime time:
                Integers(writer, GraphTag.LocalDateTime, time.Seconds, time.Nanoseconds);
                break;
            case GraphDateTime time when usesUtc:
                Integers(writer, GraphTag.DateTime, time.UtcSeconds, time.Nanoseconds, time.OffsetSeconds);
                break;
            case GraphDateTime time:
                Integers(writer, GraphTag.LegacyDateTime, unchecked(time.UtcSeconds + time.OffsetSeconds), time.Nanoseconds, time.OffsetSeconds);
                break;
            case GraphZonedDateTime time:
                WriteZoned(writer, time, usesUtc);
                break;
            case GraphDuration duration:
                Integers(writer, GraphTag.Duration, duration.Months, duration.Days, duration.Seconds, duration.Nanoseconds);
                break;
            case GraphPoint point:
                WritePoint(writer, point);
                break;
            default:
                throw new PackStreamFormatException($"a parameter of the type {value.GetType().Name} cannot be sent");
        }
    }

    private static void WriteZoned(PackStreamWriter writer, GraphZonedDateTime time, bool usesUtc)
    {
        var sent = usesUtc ? time.ToUtc() : time.ToWallClock();
        writer.WriteStructureHeader(usesUtc ? GraphTag.DateTimeZoneId : GraphTag.LegacyDateTimeZoneId, 3);
        writer.WriteInteger(sent.Seconds);
        writer.WriteInteger(sent.Nanoseconds);
        writer.WriteText(sent.ZoneId);
    }

    private static void WritePoint(PackStreamWriter writer, GraphPoint point)
    {
        writer.WriteStructureHeader(point.Z is null ? GraphTag.Point2D : GraphTag.Point3D, point.Z is null ? 3 : 4);
        writer.WriteInteger(point.Srid);
        writer.WriteFloat(point.X);
        writer.WriteFloat(point.Y);
        if (point.Z is { } height)
        {
            writer.WriteFloat(height);
        }
    }

    private static void Integers(PackStreamWriter writer, byte tag, params ReadOnlySpan<long> fields)
    {
        writer.WriteStructureHeader(tag, fields.Length);
        foreach (var field in fields)
        {
            writer.WriteInteger(field);
        }
    }
}
