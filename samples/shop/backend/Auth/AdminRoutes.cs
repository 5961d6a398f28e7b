using Shop.Backend.Errors;

namespace Shop.Backend.Auth;

internal sealed record RoleChange(string? Role);

internal static class AdminRoutes
{
    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
        var admin = app.MapGroup("/api/v1/admin").RequireToken(Roles.SuperAdmin);
        admin.MapGet("/users", async (UserStore users, CancellationToken cancellation) =>
            Results.Json(await users.AllAsync(cancellation), Json.Options));
        admin.MapPut("/users/{id:guid}/role", SetRoleAsync);

        app.MapGroup("/api/v1/tenant").RequireToken(Roles.SuperAdmin, Roles.TenantAdmin)
            .MapGet("/members", async (HttpContext context, UserStore users, CancellationToken cancellation) =>
                Results.Json(await users.OfTenantAsync(context.Claims().Tenant, cancellation), Json.Options));
    }

    private static async Task<IResult> SetRoleAsync(Guid id, RoleChange body, UserStore users, CancellationToken cancellation)
    {
        if (body.Role is not { } role || !Roles.IsRole(role))
        {
            throw ApiException.Invalid("role must be super_admin, tenant_admin or standard_user");
        }

        return await users.SetRoleAsync(id, role, cancellation) ? Results.NoContent() : throw ApiException.NotFound("account");
    }
}
