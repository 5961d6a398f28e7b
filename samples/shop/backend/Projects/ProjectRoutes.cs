using System.Security.Cryptography;
using System.Text;
using Shop.Backend.Auth;
using Shop.Backend.Errors;
using Shop.Backend.Graph;
using Shop.Backend.Live;

namespace Shop.Backend.Projects;

internal sealed record NewProject(string? Name, string? Description);

internal static class ProjectRoutes
{
    public static void MapProjects(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/api/v1/projects").RequireToken();
        routes.MapPost("", CreateAsync);
        routes.MapGet("", ListAsync);
        routes.MapGet("/{id:guid}", GetAsync);
        routes.MapGet("/{id:guid}/graph", GraphAsync);
        routes.MapDelete("/{id:guid}", RemoveAsync);
    }

    private static async Task<IResult> CreateAsync(
        NewProject body, HttpContext context, ProjectStore store, ProjectCache cache, ProjectGraph graph, LiveHub hub,
        TimeProvider time, CancellationToken cancellation)
    {
        if (body.Name?.Trim() is not { Length: > 0 and <= 200 } name)
        {
            throw ApiException.Invalid("name needs 1 to 200 characters");
        }

        var user = context.Claims().Sub;
        var description = body.Description ?? "";
        var key = context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 and <= 128 } text ? text : null;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name + "\n" + description)));
        if (key is not null && await store.EarlierAsync(user, key, cancellation) is var (earlier, earlierHash))
        {
            return earlierHash == hash
                ? Results.Json(await store.FindAsync(earlier, user, cancellation), Json.Options)
                : throw ApiException.Conflict("idempotency_conflict", "This key was used for another request");
        }

        // PostgreSQL keeps microseconds: what is answered now is what is read back later.
        var now = time.GetUtcNow().UtcDateTime;
        var project = new Project(Guid.NewGuid(), user, name, description, new DateTime(now.Ticks - (now.Ticks % 10), DateTimeKind.Utc));
        await store.AddAsync(project, key, hash, cancellation);
        try
        {
            await graph.AddAsync(project.Id, name, user, cancellation);
        }
        catch (GraphException)
        {
            // Without its node a project would be half there: take the row back and say so.
            await store.RemoveAsync(project.Id, user, CancellationToken.None);
            throw;
        }

        await cache.PutAsync(project, cancellation);
        await hub.PublishAsync("project.created", project.Id.ToString());
        context.Response.Headers.Location = $"/api/v1/projects/{project.Id}";
        return Results.Json(project, Json.Options, statusCode: 201);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ProjectStore store, CancellationToken cancellation) =>
        Results.Json(await store.ListAsync(context.Claims().Sub, cancellation), Json.Options);

    private static async Task<IResult> GetAsync(
        Guid id, HttpContext context, ProjectStore store, ProjectCache cache, CancellationToken cancellation)
    {
        var user = context.Claims().Sub;
        if (await cache.GetAsync(id, cancellation) is { } cached && cached.UserId == user)
        {
            context.Response.Headers["X-Cache"] = "hit";
            return Results.Json(cached, Json.Options);
        }

        var project = await store.FindAsync(id, user, cancellation) ?? throw ApiException.NotFound("project");
        await cache.PutAsync(project, cancellation);
        context.Response.Headers["X-Cache"] = "miss";
        return Results.Json(project, Json.Options);
    }

    private static async Task<IResult> GraphAsync(
        Guid id, HttpContext context, ProjectStore store, ProjectGraph graph, CancellationToken cancellation)
    {
        _ = await store.FindAsync(id, context.Claims().Sub, cancellation) ?? throw ApiException.NotFound("project");
        return Results.Json(new { ProjectId = id, AgentRoles = await graph.RolesOfAsync(id, cancellation) }, Json.Options);
    }

    private static async Task<IResult> RemoveAsync(
        Guid id, HttpContext context, ProjectStore store, ProjectCache cache, ProjectGraph graph, CancellationToken cancellation)
    {
        if (!await store.RemoveAsync(id, context.Claims().Sub, cancellation))
        {
            throw ApiException.NotFound("project");
        }

        await cache.RemoveAsync(id, cancellation);
        await graph.RemoveAsync(id, cancellation);
        return Results.NoContent();
    }
}
