namespace DeployOps.Engine.Stores.Graph.Values;

/// <summary>A date. A graph's years go from -999,999,999 to 999,999,999, beyond what <see cref="DateOnly"/> holds.</summary>
/// <param name="Days">Days since 1970-01-01.</param>
public readonly record struct GraphDate(long Days);

/// <summary>A time of day with an offset from UTC.</summary>
/// <param name="Nanoseconds">Nanoseconds since midnight there.</param>
/// <param name="OffsetSeconds">Seconds to the east of UTC.</param>
public readonly record struct GraphTime(long Nanoseconds, int OffsetSeconds);

/// <summary>A time of day without an offset.</summary>
/// <param name="Nanoseconds">Nanoseconds since midnight.</param>
public readonly record struct GraphLocalTime(long Nanoseconds);

/// <summary>A date and time without a zone.</summary>
/// <param name="Seconds">Seconds since 1970-01-01T00:00:00 on the same clock.</param>
/// <param name="Nanoseconds">Nanoseconds of the second, 0 to 999,999,999.</param>
public readonly record struct GraphLocalDateTime(long Seconds, int Nanoseconds);

/// <summary>A point in time with an offset from UTC.</summary>
/// <param name="UtcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Nanoseconds">Nanoseconds of the second, 0 to 999,999,999.</param>
/// <param name="OffsetSeconds">Seconds to the east of UTC.</param>
public readonly record struct GraphDateTime(long UtcSeconds, int Nanoseconds, int OffsetSeconds);

/// <summary>An amount of time; its parts are not converted into each other.</summary>
/// <param name="Months">Months.</param>
/// <param name="Days">Days.</param>
/// <param name="Seconds">Seconds.</param>
/// <param name="Nanoseconds">Nanoseconds of the second.</param>
public readonly record struct GraphDuration(long Months, long Days, long Seconds, int Nanoseconds);
