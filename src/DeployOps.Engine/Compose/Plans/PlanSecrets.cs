using System.Text.Json;
using DeployOps.Engine.Project;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>
/// The secrets in the plans that a project's releases kept. A release that is put back runs with the values of its day, which the environment
/// files may not hold any longer: what its containers write has to be masked all the same.
/// </summary>
internal static class PlanSecrets
{
    /// <summary>They. A plan that cannot be read is passed over: nothing can be started from it either.</summary>
    public static IReadOnlyList<Secret> Of(DeployProject project)
    {
        var folder = project.FullPath(".deployops/releases");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "compose.json", SearchOption.AllDirectories).SelectMany(Read).Distinct()] : [];
    }

    private static List<Secret> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.TryGetProperty("services", out var services) && services.ValueKind == JsonValueKind.Object
                ? [.. services.EnumerateObject().SelectMany(service => Variables(service.Value))]
                : [];
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A plan doubles every dollar sign, as compose files do.
    private static IEnumerable<Secret> Variables(JsonElement service) =>
        service.ValueKind == JsonValueKind.Object && service.TryGetProperty("environment", out var environment) && environment.ValueKind == JsonValueKind.Object
            ? environment.EnumerateObject()
                .Where(variable => variable.Value.ValueKind == JsonValueKind.String)
                .Select(variable => (variable.Name, Value: variable.Value.GetString()!.Replace("$$", "$", StringComparison.Ordinal)))
                .Where(variable => variable.Value.Length is > 0 and <= Redactor.LongestSecret)
                .SelectMany(variable => ProjectSecrets.SecretsOf(variable.Name, variable.Value))
            : [];
}
