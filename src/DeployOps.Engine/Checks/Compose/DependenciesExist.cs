using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Structure;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds references to services that are not there, or that a profile leaves switched off: compose refuses them.</summary>
/// <remarks>Source: compose specification, 05-services: depends_on, links, network_mode, volumes_from.</remarks>
public sealed class DependenciesExist : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM070", "Every service that is referred to exists and runs", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, 05-services: depends_on, links, network_mode, volumes_from");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var dependency in service.Dependencies.Where(dependency => dependency.IsRequired || compose.Model.Service(dependency.Service) is null))
        {
            if (compose.Model.Service(dependency.Service) is not { } other)
            {
                var near = NearestName.Of(dependency.Service, compose.Model.Services.Select(known => known.Name));
                yield return Fail(
                    compose, service.Name, dependency.Source, $"'{dependency.Property}' names a service that does not exist: {ComposeSchemaWalk.Shown(dependency.Service)}",
                    near is null ? "Correct the name, or add the service." : $"Did you mean '{near}'?");
            }
            else if (!other.IsActive)
            {
                yield return Fail(
                    compose, service.Name, dependency.Source, $"it needs {other.Name}, which its profile leaves switched off",
                    $"Switch the profile on ('compose.profiles' of deployops.yml), or write required: false.");
            }
        }
    }
}
