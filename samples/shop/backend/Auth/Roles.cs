namespace Shop.Backend.Auth;

internal static class Roles
{
    public const string SuperAdmin = "super_admin";
    public const string TenantAdmin = "tenant_admin";
    public const string StandardUser = "standard_user";

    public static bool IsRole(string text) => text is SuperAdmin or TenantAdmin or StandardUser;
}
