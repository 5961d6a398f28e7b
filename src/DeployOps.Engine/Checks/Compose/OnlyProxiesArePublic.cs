using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Everything else belongs behind the proxy. What is meant to be public is named in <c>compose.public-services</c>.</summary>
/// <remarks>Source: CIS Docker Benchmark 1.5.0, 5.8 and 5.13; dclint no-unbound-port-interfaces.</remarks>
public sealed class OnlyProxiesArePublic : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM051", "Only a proxy is published on every interface", CheckFamily.Compose, Severity.P1, "CH11", "CIS Docker Benchmark 1.5.0, 5.8 and 5.13; dclint no-unbound-port-interfaces");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (compose.RoleOf(service) is ServiceRole.Proxy or ServiceRole.Store || compose.Project.Compose.PublicServices.Contains(service.Name))
        {
            yield break;
        }

        foreach (var port in service.Ports.Where(port => port.IsOnAllInterfaces && WellKnownImages.StoreOf(port.Target, service) is null))
        {
            yield return Fail(
                compose, service.Name, port.Source, $"port {port.Target} is published on every interface of the host, past its firewall and beside the proxy",
                $"Remove it, bind it to 127.0.0.1, or name the service in 'compose.public-services' of deployops.yml.");
        }
    }
}
