namespace DeployOps.Engine.DataStores.Testing.Trials;

/// <summary>Percentiles of the rounds of a step, by the nearest rank: always one of the times that were measured.</summary>
internal static class StepTimes
{
    /// <summary>The percentile; <see langword="null"/> when nothing was measured.</summary>
    /// <param name="times">The times, in any order.</param>
    /// <param name="percent">From 1 to 100.</param>
    public static TimeSpan? Percentile(IReadOnlyCollection<TimeSpan> times, int percent) =>
        times.Count == 0 ? null : times.Order().ElementAt(((times.Count * percent) + 99) / 100 - 1);
}
