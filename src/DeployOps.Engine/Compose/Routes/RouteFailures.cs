namespace DeployOps.Engine.Compose.Routes;

/// <summary>A service that is to be reached has no running container.</summary>
public sealed class ServiceNotRunningException(string service, string? state, string? container = null)
    : DeployOpsException(
        "ServiceNotRunning",
        FailureKind.Environment,
        $"The service '{service}' does not run{(state is null ? "" : $" (its container is {state})")}; it was not contacted.",
        // Without the files and variables of this project, "docker compose up" would start another stack, or none.
        container is null
            ? $"Start it with the project's own files (docker compose --file … --env-file … up -d {service}), or look whether it runs under another project name (docker compose ls --all)."
            : $"Start it (docker start {container}), or look at its log to see why it ended (docker logs {container}).")
{
    /// <summary>The compose service.</summary>
    public string Service { get; } = service;
}

/// <summary>Nothing listens on the port of a service.</summary>
public sealed class ServicePortClosedException(string service, int port)
    : DeployOpsException(
        "ServicePortClosed",
        FailureKind.Environment,
        $"Nothing listens on port {port} inside the container of '{service}'.",
        $"Look whether the server in '{service}' has started and which port it listens on.")
{
    /// <summary>The compose service.</summary>
    public string Service { get; } = service;
}

/// <summary>No way leads from this machine to a service of the stack.</summary>
public sealed class RouteNotFoundException(string service, int port)
    : DeployOpsException(
        "RouteNotFound",
        FailureKind.Environment,
        $"Port {port} of '{service}' cannot be reached from this machine: it is not published here, its container's address does not answer, and its image has neither bash nor socat nor nc for a tunnel.",
        $"Publish the port on the loopback (ports: \"127.0.0.1:{port}:{port}\"), run DeployOps on the machine of the engine, or add bash to the image.")
{
    /// <summary>The compose service.</summary>
    public string Service { get; } = service;
}
