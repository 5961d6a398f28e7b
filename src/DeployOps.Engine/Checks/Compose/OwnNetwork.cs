using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>On the host network every port it opens is open, whatever <c>ports</c> says.</summary>
/// <remarks>Source: CIS Docker Benchmark 1.5.0, 5.9.</remarks>
public sealed class OwnNetwork : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM042", "No service shares the network of the host", CheckFamily.Compose, Severity.P1, "CH11 KP5", "CIS Docker Benchmark 1.5.0, 5.9");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.NetworkMode is { Text: "host" } mode)
        {
            yield return Fail(compose, service.Name, mode.Source, "the service shares the network of the host: every port it opens is open", "Use a network of the project and publish the ports that are wanted.");
        }
    }
}
