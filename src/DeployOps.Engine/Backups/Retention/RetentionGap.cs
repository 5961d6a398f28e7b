namespace DeployOps.Engine.Backups.Retention;

/// <summary>
/// A time without any set that is longer than could be believed. The clock may have been wrong when the newest set was made, or is wrong now, and would
/// make everything before look old. What lies before it is as old as it was when the gap began, until there are enough sets after it.
/// </summary>
/// <param name="BeganAt">The moment of the last good set before it.</param>
internal sealed record RetentionGap(DateTimeOffset BeganAt)
{
    /// <summary>How many good sets after a gap show that it was a real one.</summary>
    public const int LeastAfter = 3;

    private const int ObjectivesOfTrust = 10;
    private static readonly TimeSpan LeastLength = TimeSpan.FromDays(30);

    /// <summary>The newest gap, as long as it is to be doubted.</summary>
    /// <param name="good">The good sets, newest first.</param>
    /// <param name="now">The moment.</param>
    /// <param name="last">How many of the last sets stay.</param>
    /// <param name="recoveryPointObjective">The agreed age: a pause of many times as much is no rhythm of backups.</param>
    public static RetentionGap? Of(IReadOnlyList<RetentionCandidate> good, DateTimeOffset now, int last, TimeSpan recoveryPointObjective)
    {
        var length = TimeSpan.FromTicks(Math.Max(LeastLength.Ticks, recoveryPointObjective.Ticks * ObjectivesOfTrust));
        var after = now;
        for (var index = 0; index < Math.Min(good.Count, Math.Max(LeastAfter, last)); index++)
        {
            if (after - good[index].At!.Value > length)
            {
                return new RetentionGap(good[index].At!.Value);
            }

            after = good[index].At!.Value;
        }

        return null;
    }

    /// <summary>The moment at which the age of a set is taken.</summary>
    public DateTimeOffset NowFor(RetentionCandidate set, DateTimeOffset now) => set.At <= BeganAt ? BeganAt : now;
}
