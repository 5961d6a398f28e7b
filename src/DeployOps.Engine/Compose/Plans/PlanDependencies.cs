using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>Changes of what the services of a plan wait for.</summary>
public static class PlanDependencies
{
    /// <summary>
    /// The same stack without dependencies that may be missing (<c>required: false</c>) and are: compose leaves a service out whose profile is
    /// not switched on, keeps that others wait for it, and then refuses its own plan (observed with 2.26.1).
    /// </summary>
    /// <returns>The plan itself when there is nothing to leave out.</returns>
    public static ComposePlan WithoutAbsentDependencies(this ComposePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Services.Any(service => service.OptionalDependencies.Any(name => plan.Find(name) is null))
            ? plan.WithEach((service, node) => Leave(node, [.. service.OptionalDependencies.Where(name => plan.Find(name) is null)]))
            : plan;
    }

    /// <summary>The dependencies that compose does without when they are not there.</summary>
    internal static IEnumerable<string> Optional(JsonObject service) => (service["depends_on"] as JsonObject ?? [])
        .Where(dependency => (dependency.Value as JsonObject)?["required"]?.GetValueKind() == JsonValueKind.False)
        .Select(dependency => dependency.Key);

    private static void Leave(JsonObject service, IReadOnlyList<string> absent)
    {
        if (absent.Count == 0 || service["depends_on"] is not JsonObject dependencies)
        {
            return;
        }

        foreach (var name in absent)
        {
            dependencies.Remove(name);
        }

        if (dependencies.Count == 0)
        {
            service.Remove("depends_on");
        }
    }
}
