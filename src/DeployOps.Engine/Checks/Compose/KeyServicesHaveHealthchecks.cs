using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>A deploy waits for them to become healthy; without a healthcheck it cannot know. What a service is for is told by its image, its name and the project.</summary>
/// <remarks>Source: seed 003, 2.1 to 2.4; CIS Docker Benchmark 1.5.0, 5.26.</remarks>
public sealed class KeyServicesHaveHealthchecks : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM021", "Databases, backends and proxies have a healthcheck", CheckFamily.Compose, Severity.P0, "RB5 RB8", "seed 003, 2.1 to 2.4; CIS Docker Benchmark 1.5.0, 5.26");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (compose.RoleOf(service) is ServiceRole.Store or ServiceRole.Proxy or ServiceRole.Backend && service.Healthcheck is not { HasTest: true } && service.Healthcheck?.IsDisabled != true)
        {
            yield return Fail(
                compose, service.Name, service.Healthcheck?.Source ?? service.Source,
                "compose has no healthcheck for it; whether the image brings one cannot be seen from here",
                "Write a healthcheck with test, interval, timeout and retries, so that a deploy can wait for it.");
        }
    }
}
