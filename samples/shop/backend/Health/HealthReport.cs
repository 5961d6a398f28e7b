using System.Diagnostics;
using Npgsql;
using Shop.Backend.Configuration;
using Shop.Backend.Database;
using Shop.Backend.Graph;
using Shop.Backend.Redis;

namespace Shop.Backend.Health;

internal sealed record ComponentHealth(string Status, double LatencyMs, int TimeoutMs, string? Reason);

internal sealed record HealthAnswer(string Status, string Release, IReadOnlyDictionary<string, ComponentHealth> Components);

/// <summary>
/// Asks the three stores side by side, reading only. A component is healthy, degraded when it takes more than four fifths
/// of its limit, and unhealthy when it does not answer in time. Without PostgreSQL or Redis the whole is unhealthy;
/// without the graph it is degraded, since most routes still work.
/// </summary>
internal sealed class HealthReport(Settings settings, RedisClient redis, NpgsqlDataSource database, GraphClient graph)
{
    private const double SlowShare = 0.8;

    public async Task<HealthAnswer> AskAsync(CancellationToken cancellation)
    {
        var redisHealth = ProbeAsync(settings.RedisTimeout, token => redis.SendAsync(token, "PING"), cancellation);
        var postgresHealth = ProbeAsync(settings.PostgresTimeout, token => database.ExecuteAsync("SELECT 1", token), cancellation);
        var graphHealth = ProbeAsync(settings.GraphTimeout, token => graph.RunAsync("RETURN 1", null, token), cancellation);
        Dictionary<string, ComponentHealth> components = new()
        {
            ["redis"] = await redisHealth,
            ["postgresql"] = await postgresHealth,
            ["neo4j"] = await graphHealth,
        };
        return new HealthAnswer(Overall(components), settings.Release, components);
    }

    private static string Overall(Dictionary<string, ComponentHealth> components)
    {
        if (Failure.Unhealthy || components["redis"].Status == "unhealthy" || components["postgresql"].Status == "unhealthy")
        {
            return "unhealthy";
        }

        return components.Values.All(component => component.Status == "healthy") ? "healthy" : "degraded";
    }

    private static async Task<ComponentHealth> ProbeAsync(
        TimeSpan timeout, Func<CancellationToken, Task> ask, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        var started = Stopwatch.GetTimestamp();
        string status;
        string? reason = null;
        try
        {
            // WaitAsync keeps the promise even if a library is slow to notice the cancellation.
            await ask(limit.Token).WaitAsync(timeout, cancellation);
            status = Stopwatch.GetElapsedTime(started) > timeout * SlowShare ? "degraded" : "healthy";
            reason = status == "degraded" ? "slow" : null;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            status = "unhealthy";
            reason = error is OperationCanceledException or TimeoutException || limit.IsCancellationRequested ? "timeout" : "unreachable";
        }

        var latency = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1);
        return new ComponentHealth(status, latency, (int)timeout.TotalMilliseconds, reason);
    }
}
