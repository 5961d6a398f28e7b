using System.Net;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Routes;

/// <summary><see cref="IServiceRoutes"/> with the docker command of this machine.</summary>
public sealed class ServiceRoutes : IServiceRoutes
{
    private const string Loopback = "127.0.0.1";
    private static readonly TimeSpan LongestChoice = TimeSpan.FromSeconds(20);

    private readonly IContainerCommands _containers;
    private readonly IProcessRunner _processes;
    private readonly IDuplexProcesses _duplex;

    /// <summary>Routes by way of these ports.</summary>
    public ServiceRoutes(IContainerCommands containers, IProcessRunner processes, IDuplexProcesses duplex) =>
        (_containers, _processes, _duplex) = (containers, processes, duplex);

    /// <summary>Routes of this machine.</summary>
    public static ServiceRoutes OfThisMachine { get; } = new(StackEngine.OfThisMachine.Containers, new ProcessRunner(), new ProcessRunner());

    /// <summary>Whether this machine can have a way to the addresses of containers; replaced in tests.</summary>
    internal bool MayReachContainers { get; init; } = OperatingSystem.IsLinux();

    /// <inheritdoc/>
    public async Task<ServiceRoute> OpenAsync(RouteRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var named = NamedBy(request).ToList();
        if (named.Count == 0)
        {
            return request.Services.Contains(request.Host, StringComparer.OrdinalIgnoreCase)
                ? throw new ServiceNotRunningException(request.Host, state: null)
                : new ServiceRoute(RouteKind.Direct, IsThisMachine(request.Host) ? Loopback : request.Host, request.Port);
        }

        var target = named.Find(container => container.State == ContainerState.Running)
            ?? throw new ServiceNotRunningException(request.Host, named[0].State.ToString().ToLowerInvariant(), named[0].Name);
        if (await EngineHost.IsLocalAsync(_processes, cancellationToken).ConfigureAwait(false)
            && await FindAsync(target, request, cancellationToken).ConfigureAwait(false) is { } route)
        {
            return route;
        }

        return await DigAsync(target, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The running container that a request leads to; <see langword="null"/> when its host is no service of the stack or none runs.</summary>
    internal static StackContainer? RunningOf(RouteRequest request) => NamedBy(request).FirstOrDefault(container => container.State == ContainerState.Running);

    private static IEnumerable<StackContainer> NamedBy(RouteRequest request) => request.Containers.Where(container => !container.IsOneOff && IsNamed(container, request.Host));

    private static bool IsNamed(StackContainer container, string host) =>
        string.Equals(container.Service, host, StringComparison.OrdinalIgnoreCase)
        || string.Equals(container.Name, host, StringComparison.OrdinalIgnoreCase)
        || container.Networks.Any(network => network.Address == host || network.Aliases.Contains(host, StringComparer.OrdinalIgnoreCase));

    // The names under which a container sees the machine that it runs on.
    private static bool IsThisMachine(string host) =>
        host.Equals("host.docker.internal", StringComparison.OrdinalIgnoreCase) || host.Equals("gateway.docker.internal", StringComparison.OrdinalIgnoreCase);

    private async Task<ServiceRoute?> FindAsync(StackContainer target, RouteRequest request, CancellationToken cancellationToken)
    {
        foreach (var (host, port) in PublishedAt(target, request.Port))
        {
            if (await PortAttempt.TryAsync(host, port, request.AttemptTimeout, cancellationToken).ConfigureAwait(false) == PortAnswer.Open)
            {
                return new ServiceRoute(RouteKind.Published, host, port);
            }
        }

        foreach (var address in MayReachContainers ? target.Networks.Select(network => network.Address).Where(address => address.Length > 0) : [])
        {
            // A refusal is an answer: the container is reached, and nothing listens there.
            if (await PortAttempt.TryAsync(address, request.Port, request.AttemptTimeout, cancellationToken).ConfigureAwait(false) != PortAnswer.Silent)
            {
                return new ServiceRoute(RouteKind.Container, address, request.Port);
            }
        }

        return null;
    }

    private static IEnumerable<(string Host, int Port)> PublishedAt(StackContainer target, int port)
    {
        var published = target.Ports.Where(candidate => candidate.ContainerPort == port && candidate.Protocol == "tcp")
            .Select(candidate => (Host: ReachableHost(candidate.HostAddress), Port: candidate.HostPort))
            .OrderBy(candidate => candidate.Host.Contains(':', StringComparison.Ordinal));

        // A container in the host's own network publishes nothing: its ports are the machine's.
        return target.Networks.Any(network => network.Name == "host") ? published.Append((Loopback, port)) : published;
    }

    private static string ReachableHost(string bound) => IPAddress.TryParse(bound, out var address)
        ? IPAddress.Any.Equals(address) ? Loopback
            : IPAddress.IPv6Any.Equals(address) ? "::1"
            : address.ToString()
        : Loopback;

    private async Task<ServiceRoute> DigAsync(StackContainer target, RouteRequest request, CancellationToken cancellationToken)
    {
        var answer = await _containers.ExecuteAsync(target.Id, TunnelProgram.ChoiceCommand(request.Port), input: null, LongestChoice, cancellationToken).ConfigureAwait(false);
        var name = answer.Succeeded ? answer.StandardOutput.Reveal().Trim() : "none";
        if (name == "closed")
        {
            throw new ServicePortClosedException(request.Host, request.Port);
        }

        var program = TunnelProgram.Of(name, request.Port) ?? throw new RouteNotFoundException(request.Host, request.Port);
        var tunnel = new ContainerTunnel(_duplex, target.Id, program);
        return new ServiceRoute(RouteKind.Tunnel, Loopback, tunnel.Port, tunnel);
    }
}
