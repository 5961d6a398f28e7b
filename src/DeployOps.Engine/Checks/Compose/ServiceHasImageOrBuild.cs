using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds services with neither: compose refuses them.</summary>
/// <remarks>Source: compose specification, 05-services: image, build.</remarks>
public sealed class ServiceHasImageOrBuild : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM013", "Every service has an image or a build", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, 05-services: image, build");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Image is null && service.Build is null && service.Node["provider"] is null)
        {
            yield return Fail(compose, service.Name, service.Source, "the service has neither an image nor a build", "Name an image, or the folder it is built from.");
        }
    }
}
