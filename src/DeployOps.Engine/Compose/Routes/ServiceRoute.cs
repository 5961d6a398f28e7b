namespace DeployOps.Engine.Compose.Routes;

/// <summary>A way to a service. It has to be kept until the last connection over it is closed.</summary>
public sealed class ServiceRoute : IAsyncDisposable
{
    private readonly IAsyncDisposable? _tunnel;

    internal ServiceRoute(RouteKind kind, string host, int port, IAsyncDisposable? tunnel = null) => (Kind, Host, Port, _tunnel) = (kind, host, port, tunnel);

    /// <summary>By which way.</summary>
    public RouteKind Kind { get; }

    /// <summary>The name or address to connect to, an IPv6 address without its brackets.</summary>
    public string Host { get; }

    /// <summary>The port to connect to.</summary>
    public int Port { get; }

    /// <summary>The way in words.</summary>
    public override string ToString() => Kind switch
    {
        RouteKind.Direct => "directly",
        RouteKind.Published => $"by its port {Port} on this machine",
        RouteKind.Container => $"by its container's address {Host}",
        _ => "through docker exec",
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tunnel?.DisposeAsync() ?? ValueTask.CompletedTask;
}
