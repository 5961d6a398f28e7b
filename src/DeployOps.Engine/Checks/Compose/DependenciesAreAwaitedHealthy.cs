using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary><c>depends_on</c> without a condition waits for the container to start, not for the database inside to answer.</summary>
/// <remarks>Source: compose specification, 05-services: depends_on.condition.</remarks>
public sealed class DependenciesAreAwaitedHealthy : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM026", "A service with a healthcheck is awaited healthy", CheckFamily.Compose, Severity.P1, "RB8", "compose specification, 05-services: depends_on.condition");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var dependency in service.Dependencies.Where(dependency => dependency is { Property: "depends_on", Condition: "service_started" }))
        {
            if (compose.Model.Service(dependency.Service)?.Healthcheck is { HasTest: true })
            {
                yield return Fail(
                    compose, service.Name, dependency.Source, $"it starts as soon as {dependency.Service} is started, although that has a healthcheck",
                    $"Write depends_on: {{ {dependency.Service}: {{ condition: service_healthy }} }}.");
            }
        }
    }
}
