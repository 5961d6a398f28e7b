using Shop.Backend.Errors;
using Shop.Backend.Jobs;
using Shop.Backend.Live;
using Shop.Backend.Redis;

namespace Shop.Backend.Health;

internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health", async (HealthReport report, CancellationToken cancellation) =>
        {
            var answer = await report.AskAsync(cancellation);
            return Results.Json(answer, Json.Options, statusCode: answer.Status == "unhealthy" ? 503 : 200);
        });
        app.MapGet("/metrics", MetricsAsync);
        app.MapGet("/openapi.json", () => Results.Stream(
            typeof(HealthRoutes).Assembly.GetManifestResourceStream("openapi.json")!, "application/json"));
    }

    private static async Task<IResult> MetricsAsync(
        RequestMetrics metrics, JobQueue queue, LiveHub hub, CancellationToken cancellation)
    {
        List<(string, double)> gauges = [("websocket_clients", hub.Count)];
        try
        {
            var jobs = await queue.CountAsync(cancellation);
            gauges.AddRange(
                [("queue_waiting", jobs.Waiting), ("queue_active", jobs.Active), ("queue_delayed", jobs.Delayed), ("queue_dead", jobs.Dead)]);
        }
        catch (RedisException)
        {
            // The queue's gauges are left out, as a scraper expects of what cannot be known.
        }

        return Results.Text(metrics.Render(gauges), "text/plain; version=0.0.4");
    }
}
