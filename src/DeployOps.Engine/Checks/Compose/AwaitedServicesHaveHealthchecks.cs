using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Without one the deploy fails: the container has no health to wait for.</summary>
/// <remarks>Source: compose specification, 05-services: depends_on, service_healthy.</remarks>
public sealed class AwaitedServicesHaveHealthchecks : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM027", "A service that is awaited healthy has a healthcheck", CheckFamily.Compose, Severity.P1, "RB8", "compose specification, 05-services: depends_on, service_healthy");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var dependency in service.Dependencies.Where(dependency => dependency.Condition == "service_healthy"))
        {
            if (compose.Model.Service(dependency.Service) is { } awaited && awaited.Healthcheck is not { HasTest: true })
            {
                yield return Warn(
                    compose, service.Name, dependency.Source, $"it waits for {dependency.Service} to be healthy, and compose has no healthcheck for that; the deploy fails unless the image brings one",
                    $"Write a healthcheck for {dependency.Service}.");
            }
        }
    }
}
