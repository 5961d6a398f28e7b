using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace DeployOps.Benchmarks.Release;

/// <summary>Asks a stack at a steady rate while something is done to it, and counts what was not answered with 200.</summary>
internal static class RequestLoad
{
    public static async Task<string> RunAsync(Uri address, int requestsPerSecond, Action work)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
        var (asked, slowest) = (0, 0.0);
        var lost = new ConcurrentDictionary<string, int>();
        var running = new ConcurrentBag<Task>();
        var done = Task.Run(work);
        var started = Stopwatch.GetTimestamp();
        while (!done.IsCompleted)
        {
            // By the clock and not by pauses, so that a slow moment is caught up and the rate holds.
            var due = (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * requestsPerSecond);
            for (; asked < due; asked++)
            {
                running.Add(AskAsync(client, lost, seconds => slowest = Math.Max(slowest, seconds)));
            }

            await Task.Delay(5);
        }

        await done;
        await Task.WhenAll(running);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return $"rolling: {asked} requests in {seconds:0} s ({asked / seconds:0} a second), {lost.Values.Sum()} lost{string.Concat(lost.Select(pair => $", {pair.Key}: {pair.Value}"))}; slowest {slowest:0.00} s";
    }

    private static async Task AskAsync(HttpClient client, ConcurrentDictionary<string, int> lost, Action<double> onTime)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await client.GetAsync(new Uri("/api/openapi.json", UriKind.Relative));
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                lost.AddOrUpdate(((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), 1, (_, count) => count + 1);
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            lost.AddOrUpdate(failure.GetType().Name, 1, (_, count) => count + 1);
        }

        onTime(Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
