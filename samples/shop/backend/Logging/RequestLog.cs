using System.Diagnostics;
using Shop.Backend.Health;

namespace Shop.Backend.Logging;

/// <summary>One line a request, and its duration for the metrics. Health probes are logged at debug level only.</summary>
internal sealed class RequestLog(RequestDelegate next, RequestMetrics metrics, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var elapsed = Stopwatch.GetElapsedTime(started);
            var path = context.Request.Path;
            var level = path == "/health" || path == "/metrics" ? LogLevel.Debug : LogLevel.Information;
            if (!context.WebSockets.IsWebSocketRequest)
            {
                metrics.Observe(context.Response.StatusCode, elapsed);
            }

            logger.Log(level, "{Method} {Path} {Status} {Milliseconds} ms",
                context.Request.Method, path, context.Response.StatusCode, Math.Round(elapsed.TotalMilliseconds, 1));
        }
    }
}
