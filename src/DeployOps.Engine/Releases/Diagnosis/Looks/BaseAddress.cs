using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>Where the stack answers: what the caller says, what the project says, or the port that the proxy publishes.</summary>
internal static class BaseAddress
{
    // The ports on which web servers listen inside of containers, the likeliest first.
    private static readonly int[] WebPorts = [80, 8080, 443, 8443, 8000, 3000, 5000, 8081];

    /// <summary>The address with the service behind it; <see langword="null"/> when there is none.</summary>
    public static (Uri Address, StackContainer? Container)? Of(DiagnosisContext context)
    {
        var published = context.Containers
            .SelectMany(container => container.Ports.Select(port => (Container: container, Port: port)))
            .Where(pair => pair.Port.Protocol == "tcp" && context.RoleOf(pair.Container.Service) is not (ServiceRole.Store or ServiceRole.OneShot))
            .OrderBy(pair => context.RoleOf(pair.Container.Service) switch { ServiceRole.Proxy => 0, ServiceRole.Backend => 1, _ => 2 })
            .ThenBy(pair => Array.IndexOf(WebPorts, pair.Port.ContainerPort) is var place && place < 0 ? WebPorts.Length : place)
            .ThenBy(pair => pair.Port.HostAddress.Contains(':', StringComparison.Ordinal))
            .ToList();
        var proxy = context.Containers.FirstOrDefault(container => context.RoleOf(container.Service) == ServiceRole.Proxy);
        if (context.Options.BaseUrl is { } named)
        {
            return (named, published.FirstOrDefault(pair => pair.Port.HostPort == named.Port).Container ?? proxy);
        }

        if (Uri.TryCreate(context.Project.Smoke.BaseUrl, UriKind.Absolute, out var configured) && configured.Scheme is "http" or "https")
        {
            return (configured, published.FirstOrDefault(pair => pair.Port.HostPort == configured.Port).Container ?? proxy);
        }

        return published.Count == 0 ? null : (OfPort(published[0].Port), published[0].Container);
    }

    private static Uri OfPort(PublishedPort port)
    {
        var host = port.HostAddress is "" or "0.0.0.0" or "::" or "[::]" ? "127.0.0.1" : port.HostAddress.Contains(':', StringComparison.Ordinal) ? $"[{port.HostAddress}]" : port.HostAddress;
        return new Uri($"{(port.ContainerPort is 443 or 8443 ? "https" : "http")}://{host}:{port.HostPort}");
    }
}
