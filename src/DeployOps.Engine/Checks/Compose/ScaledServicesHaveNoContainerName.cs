using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>A name belongs to one container only.</summary>
/// <remarks>Source: compose specification, 05-services: container_name, scale.</remarks>
public sealed class ScaledServicesHaveNoContainerName : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM074", "A service with several containers has no container name", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, 05-services: container_name, scale");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service is { ContainerName: { } name, IsReplicated: true })
        {
            yield return Fail(compose, service.Name, name.Source, "it runs several containers, and a fixed name allows one", "Remove container_name.");
        }
    }
}
