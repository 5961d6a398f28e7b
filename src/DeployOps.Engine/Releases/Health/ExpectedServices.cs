using System.Globalization;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Health;

/// <summary>Which services of a stack should run.</summary>
public static class ExpectedServices
{
    /// <summary>
    /// The services that are active with the profiles that are switched on, each with its number of containers, in the order of the files.
    /// One does its work and ends when <c>compose.one-shot</c> names it or another service waits for it with
    /// <c>service_completed_successfully</c>. A service with no container (<c>replicas: 0</c>) is not expected.
    /// </summary>
    public static IReadOnlyList<ExpectedService> Of(ComposeModel model, DeployProject project)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(project);
        var awaited = model.ActiveServices
            .SelectMany(service => service.Dependencies)
            .Where(dependency => dependency.Condition == "service_completed_successfully")
            .Select(dependency => dependency.Service)
            .Concat(project.Compose.OneShot)
            .ToHashSet(StringComparer.Ordinal);
        return [.. model.ActiveServices.Select(service => new ExpectedService(service.Name, Containers(service), awaited.Contains(service.Name))).Where(service => service.Containers > 0)];
    }

    private static int Containers(ComposeService service) =>
        int.TryParse(service.Replicas?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;
}
