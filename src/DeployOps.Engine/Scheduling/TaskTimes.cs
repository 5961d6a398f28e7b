using System.Globalization;

namespace DeployOps.Engine.Scheduling;

/// <summary>When a task runs: once a day, or every so often. Local time of the machine.</summary>
/// <param name="At">The time of the day; for a task that runs more often, a time at which one of its runs is.</param>
/// <param name="Every">The time between two runs, in whole minutes that divide a day; <see langword="null"/> for daily.</param>
public sealed record TaskTimes(TimeOnly At, TimeSpan? Every = null)
{
    /// <summary>The longest time between two runs that are not missed.</summary>
    public TimeSpan Interval => Every ?? TimeSpan.FromDays(1);

    /// <summary>Times that every scheduler can keep.</summary>
    /// <param name="at">The time of the day.</param>
    /// <param name="every">The time between two runs.</param>
    /// <exception cref="TaskTimesInvalidException">They cannot be kept evenly: cron begins anew every hour and every day.</exception>
    public static TaskTimes Of(TimeOnly at, TimeSpan? every)
    {
        if (every is not { } time || time == TimeSpan.FromDays(1))
        {
            return new TaskTimes(at);
        }

        var minutes = time.TotalMinutes;
        var isEven = minutes is >= 15 and < 60 ? 60 % minutes == 0 : minutes % 60 == 0 && minutes > 0 && 24 % (minutes / 60) == 0;
        return isEven ? new TaskTimes(at, time) : throw new TaskTimesInvalidException(time);
    }

    /// <summary>The first run after a moment.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="zone">The machine's time zone.</param>
    public DateTimeOffset Next(DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var run = local.Date + At.ToTimeSpan() - (Every is null ? TimeSpan.Zero : TimeSpan.FromDays(1));
        while (run <= local || zone.IsInvalidTime(run))
        {
            run += Interval;
        }

        return new DateTimeOffset(run, zone.GetUtcOffset(run)).ToUniversalTime();
    }

    /// <summary>In words, such as <c>daily at 02:00</c> or <c>every 6 h from 02:00</c>.</summary>
    public override string ToString() => Every is not { } every
        ? string.Create(CultureInfo.InvariantCulture, $"daily at {At:HH\\:mm}")
        : string.Create(CultureInfo.InvariantCulture, $"every {(every.TotalHours >= 1 ? $"{every.TotalHours:0} h" : $"{every.TotalMinutes:0} min")} from {At:HH\\:mm}");
}
