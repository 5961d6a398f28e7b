using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Docker opens published ports past the firewall of the host (ufw, firewalld).</summary>
/// <remarks>Source: seed 004, KP5; CIS Docker Benchmark 1.5.0, 5.13.</remarks>
public sealed class DatabasePortsAreNotPublic : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM050", "No database port is published on every interface", CheckFamily.Compose, Severity.P0, "KP5 CH11", "seed 004, KP5; CIS Docker Benchmark 1.5.0, 5.13");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var port in service.Ports.Where(port => port.IsOnAllInterfaces))
        {
            if (WellKnownImages.StoreOf(port.Target, service) is { } store)
            {
                yield return Fail(
                    compose, service.Name, port.Source, $"port {port.Target} of {store} is published on every interface of the host, past its firewall",
                    $"Remove it, or bind it to the host itself: 127.0.0.1:{port.Target}:{port.Target}.");
            }
            else if (compose.RoleOf(service) == ServiceRole.Store)
            {
                yield return Fail(
                    compose, service.Name, port.Source, $"port {port.Target} of a database is published on every interface of the host, past its firewall",
                    $"Remove it, or bind it to the host itself: 127.0.0.1:{port.Target}:{port.Target}.");
            }
        }
    }
}
