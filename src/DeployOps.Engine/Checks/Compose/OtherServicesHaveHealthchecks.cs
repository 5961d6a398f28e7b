using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Workers and helpers hang as silently as anything else.</summary>
/// <remarks>Source: CIS Docker Benchmark 1.5.0, 5.26; compose specification, 05-services: healthcheck.</remarks>
public sealed class OtherServicesHaveHealthchecks : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM022", "Every other service that keeps running has a healthcheck", CheckFamily.Compose, Severity.P1, "RB5", "CIS Docker Benchmark 1.5.0, 5.26; compose specification, 05-services: healthcheck");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (compose.RoleOf(service) is ServiceRole.Other && service.Healthcheck is not { HasTest: true } && service.Healthcheck?.IsDisabled != true)
        {
            yield return Fail(
                compose, service.Name, service.Healthcheck?.Source ?? service.Source,
                "compose has no healthcheck for it; whether the image brings one cannot be seen from here",
                "Write a healthcheck with test, interval, timeout and retries, so that a deploy can wait for it.");
        }
    }
}
