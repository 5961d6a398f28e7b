using System.Diagnostics;

namespace DeployOps.Benchmarks.Release;

/// <summary>Times two ways of doing the same thing in turn, and prints the medians and their ratio.</summary>
internal static class Comparison
{
    public static void Print(string what, double? bar, int rounds, Action theirs, Action ours, Action? afterTheirs = null, Action? afterOurs = null)
    {
        var (one, two) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var first = Time(theirs);
            afterTheirs?.Invoke();
            var second = Time(ours);
            afterOurs?.Invoke();
            if (round >= 0)
            {
                one.Add(first);
                two.Add(second);
            }
        }

        var ratio = Median(two) / Median(one);
        Console.WriteLine($"{what,-44} {Median(one),10:0.00} {Median(two),12:0.00} {ratio,6:0.00}  {(bar is { } limit ? $"{limit:0.00}{(ratio <= limit ? "" : " missed")}" : "")}");
    }

    private static double Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
