using System.Net.Sockets;
using System.Text.Json;
using Npgsql;
using Shop.Backend.Configuration;
using Shop.Backend.Graph;
using Shop.Backend.Logging;
using Shop.Backend.Redis;

namespace Shop.Backend.Errors;

internal sealed record ErrorAnswer(string ErrorCode, string Message, string? Detail, string TraceId);

/// <summary>Gives every 4xx and 5xx answer the one shape: error_code, message, detail, trace_id.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            if (Failure.Answers500(context.Request.Path))
            {
                throw new InvalidOperationException("This release was built to answer 500");
            }

            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null or 0 } response)
            {
                await WriteAsync(context, Plain(response.StatusCode));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            logger.LogDebug("The caller went away from {Path}", context.Request.Path);
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            var answer = Translate(error);
            if (answer.Status >= 500)
            {
                logger.LogError(error, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            }

            context.Response.Clear();
            await WriteAsync(context, answer);
        }
    }

    private static ApiException Translate(Exception error) => error switch
    {
        ApiException known => known,
        BadHttpRequestException { InnerException: JsonException } => new(400, "invalid_json", "The body is not valid JSON for this route"),
        BadHttpRequestException bad => new(bad.StatusCode, "bad_request", "The request could not be read"),
        GraphException => ApiException.Unavailable("neo4j"),
        RedisException => ApiException.Unavailable("redis"),
        NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: SocketException or TimeoutException } =>
            ApiException.Unavailable("postgresql"),
        _ => new(500, "internal_error", "The service failed; the trace id finds the cause in its log"),
    };

    private static ApiException Plain(int status) => status switch
    {
        404 => new(404, "not_found", "There is no such route"),
        405 => new(405, "method_not_allowed", "This route does not know this method"),
        413 => new(413, "too_large", "The body is too large"),
        415 => new(415, "unsupported_media_type", "The body must be application/json"),
        429 => new(429, "rate_limited", "Too many requests; try again later"),
        _ => new(status, status < 500 ? "bad_request" : "internal_error", "The request was not carried out"),
    };

    private static Task WriteAsync(HttpContext context, ApiException error)
    {
        context.Response.StatusCode = error.Status;
        context.Response.Headers[CorrelationId.Header] = CorrelationId.Current;
        var answer = new ErrorAnswer(error.Code, error.Message, error.Detail, CorrelationId.Current);
        return context.Response.WriteAsJsonAsync(answer, Json.Options);
    }
}
