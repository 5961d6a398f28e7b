using Shop.Backend.Errors;

namespace Shop.Backend.Auth;

/// <summary>Lets a request pass with a valid, not revoked token of one of the roles. No roles named: any role.</summary>
internal static class RoleGuard
{
    private const string Item = "claims";

    public static TBuilder RequireToken<TBuilder>(this TBuilder routes, params string[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        routes.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var header = http.Request.Headers.Authorization.ToString();
            if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            {
                throw ApiException.Unauthorized("The Authorization header holds no bearer token");
            }

            var claims = http.RequestServices.GetRequiredService<AccessTokens>().Verify(header["Bearer ".Length..].Trim());
            if (await http.RequestServices.GetRequiredService<UserStore>().IsRevokedAsync(claims.Jti, http.RequestAborted))
            {
                throw ApiException.Unauthorized("The token was revoked by a logout");
            }

            if (roles.Length > 0 && !roles.Contains(claims.Role))
            {
                throw ApiException.Forbidden("This route needs the role " + string.Join(" or ", roles));
            }

            http.Items[Item] = claims;
            return await next(context);
        });

    public static Claims Claims(this HttpContext context) => (Claims)context.Items[Item]!;
}
