using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Stores.Graph.Values;

/// <summary>
/// A point in time with a named zone. Servers up to Bolt 4.4 may send what the wall clock showed instead of UTC; such a value
/// stays as it came, because an hour that a clock shows twice has no single point in UTC.
/// </summary>
/// <param name="Seconds">Seconds since 1970-01-01T00:00:00, in UTC or on the wall clock of the zone.</param>
/// <param name="Nanoseconds">Nanoseconds of the second, 0 to 999,999,999.</param>
/// <param name="ZoneId">The zone, such as <c>Asia/Seoul</c>.</param>
/// <param name="IsWallClock">Whether <paramref name="Seconds"/> are those of the wall clock.</param>
public readonly record struct GraphZonedDateTime(long Seconds, int Nanoseconds, string ZoneId, bool IsWallClock = false)
{
    /// <summary>The same with seconds in UTC. Of an hour that the clock shows twice, the one in standard time is meant.</summary>
    /// <exception cref="PackStreamFormatException">This machine does not know the zone, or its calendar does not reach that far.</exception>
    public GraphZonedDateTime ToUtc() =>
        IsWallClock ? this with { Seconds = Seconds - Offset(ZoneId, Seconds, DateTimeKind.Unspecified), IsWallClock = false } : this;

    /// <summary>The same with the seconds of the wall clock.</summary>
    /// <exception cref="PackStreamFormatException">This machine does not know the zone, or its calendar does not reach that far.</exception>
    public GraphZonedDateTime ToWallClock() =>
        IsWallClock ? this : this with { Seconds = Seconds + Offset(ZoneId, Seconds, DateTimeKind.Utc), IsWallClock = true };

    private static long Offset(string zoneId, long seconds, DateTimeKind kind)
    {
        try
        {
            var moment = DateTime.SpecifyKind(DateTime.UnixEpoch.AddSeconds(seconds), kind);
            return (long)TimeZoneInfo.FindSystemTimeZoneById(zoneId).GetUtcOffset(moment).TotalSeconds;
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException or ArgumentException or System.Security.SecurityException)
        {
            throw new PackStreamFormatException("the time zone of a value is not known on this machine, or its date is too far away for a calendar", exception);
        }
    }
}
