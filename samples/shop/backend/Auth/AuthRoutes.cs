using Shop.Backend.Errors;
using Shop.Backend.Graph;
using Shop.Backend.Projects;

namespace Shop.Backend.Auth;

internal sealed record Registration(string? Email, string? Password, string? Tenant);

internal sealed record Login(string? Email, string? Password);

internal sealed record Token(string AccessToken, string TokenType, int ExpiresIn);

internal static class AuthRoutes
{
    public const string RateLimit = "auth";

    public static void MapAuth(this IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("/api/v1/auth").RequireRateLimiting(RateLimit);
        open.MapPost("/register", RegisterAsync);
        open.MapPost("/token", TokenAsync);

        var mine = app.MapGroup("/api/v1/auth").RequireToken();
        mine.MapGet("/me", MeAsync);
        mine.MapDelete("/me", LeaveAsync);
        mine.MapPost("/logout", LogoutAsync);
    }

    private static async Task<IResult> RegisterAsync(Registration body, UserStore users, CancellationToken cancellation)
    {
        var (email, password) = Credentials(body.Email, body.Password);
        if (password.Length < 12)
        {
            throw ApiException.Invalid("password needs 12 characters or more");
        }

        var user = await users.AddAsync(email, password, Roles.StandardUser, body.Tenant ?? "default", cancellation);
        return Results.Json(user, Json.Options, statusCode: 201);
    }

    private static async Task<IResult> TokenAsync(Login body, UserStore users, AccessTokens tokens, CancellationToken cancellation)
    {
        var (email, password) = Credentials(body.Email, body.Password);
        var user = await users.FindAsync(email, password, cancellation)
            ?? throw new ApiException(401, "wrong_credentials", "The address or the password is wrong");
        return Results.Json(new Token(tokens.Issue(user), "bearer", tokens.LifetimeSeconds), Json.Options);
    }

    private static async Task<IResult> MeAsync(HttpContext context, UserStore users, CancellationToken cancellation) =>
        Results.Json(await users.FindAsync(context.Claims().Sub, cancellation) ?? throw ApiException.NotFound("account"), Json.Options);

    private static async Task<IResult> LeaveAsync(
        HttpContext context, UserStore users, ProjectStore projects, ProjectGraph graph, CancellationToken cancellation)
    {
        foreach (var project in await projects.ListAsync(context.Claims().Sub, cancellation))
        {
            await graph.RemoveAsync(project.Id, cancellation);
        }

        await users.RevokeAsync(context.Claims(), cancellation);
        await users.RemoveAsync(context.Claims().Sub, cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> LogoutAsync(HttpContext context, UserStore users, CancellationToken cancellation)
    {
        await users.RevokeAsync(context.Claims(), cancellation);
        return Results.NoContent();
    }

    private static (string Email, string Password) Credentials(string? email, string? password) =>
        email?.Trim().ToLowerInvariant() is { Length: > 2 and <= 254 } address && address.Contains('@', StringComparison.Ordinal)
            ? (address, password is { Length: > 0 and <= 256 } ? password : throw ApiException.Invalid("password is missing"))
            : throw ApiException.Invalid("email is missing or no address");
}
