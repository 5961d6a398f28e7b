using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Without one docker chooses another port at every start.</summary>
/// <remarks>Source: compose specification, 05-services: ports.</remarks>
public sealed class PublishedPortsAreFixed : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM053", "Every published port has a fixed port on the host", CheckFamily.Compose, Severity.P2, "CH11", "compose specification, 05-services: ports");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var port in service.Ports.Where(port => port.Published.Length == 0 || port.Published == "0"))
        {
            yield return Warn(compose, service.Name, port.Source, $"port {port.Target} is published on a port of the host that changes with every start", "Write the host's port too, or use 'expose' when only other services need it.");
        }
    }
}
