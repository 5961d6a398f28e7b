namespace DeployOps.Engine.EnvFiles.Creation;

/// <summary>Keys with one right value in production, whatever the sample says. Source: row PA3 of the production checklist.</summary>
public static class ProductionValues
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["ENVIRONMENT"] = "production",
        ["ENV"] = "production",
        ["APP_ENV"] = "production",
        ["NODE_ENV"] = "production",
        ["FLASK_ENV"] = "production",
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["DEBUG"] = "false",
        ["STARTUP_WITHOUT_REDIS"] = "false",
        ["STARTUP_WITHOUT_POSTGRES"] = "false",
        ["STARTUP_WITHOUT_NEO4J"] = "false",
    };

    /// <summary>The value for production, or null when there is no one right value.</summary>
    /// <param name="key">The key.</param>
    public static string? For(string key) => Values.GetValueOrDefault(key);
}
