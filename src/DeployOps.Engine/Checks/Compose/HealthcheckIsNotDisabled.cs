using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds <c>disable: true</c> and <c>test: NONE</c>, which also switch off what the image brings.</summary>
/// <remarks>Source: compose specification, 05-services: healthcheck.disable, test NONE.</remarks>
public sealed class HealthcheckIsNotDisabled : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM023", "No healthcheck is switched off", CheckFamily.Compose, Severity.P0, "RB5 RB8", "compose specification, 05-services: healthcheck.disable, test NONE");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Healthcheck is { IsDisabled: true } healthcheck && compose.RoleOf(service) != ServiceRole.OneShot)
        {
            yield return Fail(compose, service.Name, healthcheck.Source, "the healthcheck is switched off, also one that the image brings", "Remove the switch and write a test.");
        }
    }
}
