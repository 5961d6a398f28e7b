using Shop.Backend.Auth;
using Shop.Backend.Errors;

namespace Shop.Backend.Jobs;

internal sealed record NewJob(string? Kind, string? Payload);

internal static class JobRoutes
{
    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/api/v1/jobs").RequireToken();
        routes.MapPost("", AddAsync);
        routes.MapGet("", async (JobQueue queue, CancellationToken cancellation) =>
            Results.Json(await queue.CountAsync(cancellation), Json.Options));
        routes.MapGet("/{id}", async (string id, JobQueue queue, CancellationToken cancellation) =>
            Results.Json(await queue.FindAsync(id, cancellation) ?? throw ApiException.NotFound("job"), Json.Options));
    }

    private static async Task<IResult> AddAsync(NewJob body, JobQueue queue, CancellationToken cancellation)
    {
        if (body.Kind is not { } kind || !JobHandlers.Knows(kind))
        {
            throw ApiException.Invalid("kind must be echo, growth or fail");
        }

        if (kind == "growth" && !Guid.TryParse(body.Payload, out _))
        {
            throw ApiException.Invalid("payload of a growth job is the id of a project");
        }

        return Results.Json(await queue.AddAsync(kind, body.Payload ?? "", cancellation), Json.Options, statusCode: 202);
    }
}
