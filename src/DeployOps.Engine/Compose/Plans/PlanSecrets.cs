using DeployOps.Engine.Compose.Configuration;
using DeployOps.Engine.Compose.Model.Yaml;
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
    /// <param name="project">The project.</param>
    /// <param name="lookup">The variables of the process, which a secret may be taken from.</param>
    public static IReadOnlyList<Secret> Of(DeployProject project, Func<string, string?> lookup)
    {
        var folder = project.FullPath(".deployops/releases");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "compose.json", SearchOption.AllDirectories).SelectMany(path => Read(path, lookup)).Distinct()]
            : [];
    }

    private static List<Secret> Read(string path, Func<string, string?> lookup)
    {
        try
        {
            // A plan doubles every dollar sign, as compose files do.
            var text = File.ReadAllText(path).Replace("$$", "$", StringComparison.Ordinal);
            var root = ComposeJsonReader.Read(text, new ComposeFile(path, Path.GetDirectoryName(path)!));
            return [.. Variables(root), .. ComposeSecrets.In(root), .. SecretSources.Of(root, lookup)];
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // By the rules of the environment files, which these values were taken from.
    private static IEnumerable<Secret> Variables(ComposeMapping root) => (root.Mapping("services")?.Entries ?? [])
        .SelectMany(service => (service.Value as ComposeMapping)?.Mapping("environment")?.Entries ?? [])
        .Where(variable => variable.Value is ComposeScalar { IsNull: false, Text.Length: > 0 and <= Redactor.LongestSecret })
        .SelectMany(variable => ProjectSecrets.SecretsOf(variable.Key, ((ComposeScalar)variable.Value).Text));
}
