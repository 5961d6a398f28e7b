using DeployOps.Engine.Stores.Graph.PackStream;
using DeployOps.Engine.Stores.Graph.Values;

namespace DeployOps.Engine.Backups.Stores.Graph.Text;

/// <summary>Writes points, dates, times and durations as calls of their constructors.</summary>
internal static class CypherStructures
{
    private const long SecondsOfDay = 86_400;
    private const long NanosecondsOfSecond = 1_000_000_000;
    private const int Wgs84 = 4326;

    /// <exception cref="GraphNotCarriedException">It is of a kind that this version does not know.</exception>
    public static void Add(ByteText text, ref PackStreamReader reader, CypherForm form)
    {
        var value = reader.ReadValue();
        if (form == CypherForm.FalkorDb)
        {
            if (value is not GraphPoint { Srid: Wgs84, Z: null } point)
            {
                throw new GraphNotCarriedException("a value is of a kind that FalkorDB is not known to have");
            }

            SkipSurplus(ref reader);
            text.Add("point({latitude:"u8).AddFloat(point.Y, form);
            text.Add(",longitude:"u8).AddFloat(point.X, form);
            text.Add("})"u8);
            return;
        }

        switch (value)
        {
            case GraphDate date:
                Quoted(text, "date('"u8, date.Days, null, null);
                break;
            case GraphLocalTime time:
                Quoted(text, "localtime('"u8, null, time.Nanoseconds, null);
                break;
            case GraphTime time:
                Quoted(text, "time('"u8, null, time.Nanoseconds, time.OffsetSeconds);
                break;
            case GraphLocalDateTime time:
                var days = Math.DivRem(time.Seconds, SecondsOfDay, out var second);
                (days, second) = second < 0 ? (days - 1, second + SecondsOfDay) : (days, second);
                Quoted(text, "localdatetime('"u8, days, (second * NanosecondsOfSecond) + time.Nanoseconds, null);
                break;
            case GraphDateTime time:
                Instant(text, time.UtcSeconds, time.Nanoseconds);
                AddOffset(text, time.OffsetSeconds);
                text.Add("'})"u8);
                break;
            case GraphZonedDateTime zoned:
                var utc = zoned.ToUtc();
                Instant(text, utc.Seconds, utc.Nanoseconds);
                text.Cut(text.Length - 1); // The string brings its own quote.
                text.AddString(System.Text.Encoding.UTF8.GetBytes(utc.ZoneId), form);
                text.Add("})"u8);
                break;
            case GraphDuration duration:
                text.Add("duration({months:"u8).Add(duration.Months).Add(",days:"u8).Add(duration.Days).Add(",seconds:"u8).Add(duration.Seconds)
                    .Add(",nanoseconds:"u8).Add((long)duration.Nanoseconds).Add("})"u8);
                break;
            case GraphPoint point:
                AddPoint(text, point, form);
                break;
            default:
                throw new GraphNotCarriedException(value is GraphStructure unknown
                    ? $"a value is of a kind that this version does not know (structure 0x{unknown.Tag:X2})"
                    : "a value is a node, a relationship or a path, which no property can be");
        }
    }

    /// <summary>FalkorDB up to 4.16 sends a null behind each point that its header does not announce. No property and no list of one holds a null of its own.</summary>
    private static void SkipSurplus(ref PackStreamReader reader)
    {
        if (!reader.IsAtEnd && reader.NextType == PackStreamType.Null)
        {
            reader.ReadNull();
        }
    }

    private static void AddPoint(ByteText text, GraphPoint point, CypherForm form)
    {
        text.Add("point({srid:"u8).Add((long)point.Srid).Add(",x:"u8).AddFloat(point.X, form);
        text.Add(",y:"u8).AddFloat(point.Y, form);
        if (point.Z is { } height)
        {
            text.Add(",z:"u8).AddFloat(height, form);
        }

        text.Add("})"u8);
    }

    /// <summary>An instant by its seconds in UTC: unlike a time of the clock it needs no knowledge of zones here, and an hour that a clock shows twice stays the right one.</summary>
    private static void Instant(ByteText text, long seconds, int nanoseconds) =>
        text.Add("datetime({epochSeconds:"u8).Add(seconds).Add(",nanosecond:"u8).Add((long)nanoseconds).Add(",timezone:'"u8);

    private static void Quoted(ByteText text, ReadOnlySpan<byte> call, long? days, long? nanoseconds, int? offset)
    {
        text.Add(call);
        if (days is { } day)
        {
            AddDate(text, day);
        }

        if (nanoseconds is { } nanosecond)
        {
            if (days is not null)
            {
                text.Add((byte)'T');
            }

            AddTime(text, nanosecond);
        }

        if (offset is { } seconds)
        {
            AddOffset(text, seconds);
        }

        text.Add("')"u8);
    }

    /// <summary>The proleptic Gregorian calendar over the years that a graph knows, which are far more than those of <see cref="DateOnly"/>.</summary>
    private static void AddDate(ByteText text, long days)
    {
        // Counted from 0000-03-01, so that the leap day is a year's last; 146,097 days are 400 years.
        var shifted = days + 719_468;
        var era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        var dayOfEra = shifted - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1;
        var month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        if (year is < 0 or > 9999)
        {
            text.Add(year < 0 ? (byte)'-' : (byte)'+');
        }

        AddDigits(text, Math.Abs(year), 4);
        text.Add((byte)'-');
        AddDigits(text, month, 2);
        text.Add((byte)'-');
        AddDigits(text, day, 2);
    }

    private static void AddTime(ByteText text, long nanoseconds)
    {
        var seconds = Math.DivRem(nanoseconds, NanosecondsOfSecond, out var rest);
        AddClock(text, seconds, withSeconds: true);
        if (rest != 0)
        {
            text.Add((byte)'.');
            AddDigits(text, rest, 9);
        }
    }

    private static void AddOffset(ByteText text, int seconds)
    {
        text.Add(seconds < 0 ? (byte)'-' : (byte)'+');
        AddClock(text, Math.Abs((long)seconds), withSeconds: seconds % 60 != 0);
    }

    private static void AddClock(ByteText text, long seconds, bool withSeconds)
    {
        AddDigits(text, seconds / 3600, 2);
        text.Add((byte)':');
        AddDigits(text, seconds / 60 % 60, 2);
        if (withSeconds)
        {
            text.Add((byte)':');
            AddDigits(text, seconds % 60, 2);
        }
    }

    private static void AddDigits(ByteText text, long value, int least)
    {
        for (var limit = (long)Math.Pow(10, least - 1); limit > value && limit > 1; limit /= 10)
        {
            text.Add((byte)'0');
        }

        text.Add(value);
    }
}
