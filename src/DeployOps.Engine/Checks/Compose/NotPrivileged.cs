using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>A privileged container is root on the host.</summary>
/// <remarks>Source: CIS Docker Benchmark 1.5.0, 5.4.</remarks>
public sealed class NotPrivileged : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM040", "No service is privileged", CheckFamily.Compose, Severity.P0, "KP1", "CIS Docker Benchmark 1.5.0, 5.4");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Privileged is { } privileged)
        {
            yield return Fail(compose, service.Name, privileged.Source, "the service is privileged: it has every right on the host", "Remove it, and add the single capability or device that is needed.");
        }
    }
}
