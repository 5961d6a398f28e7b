namespace DeployOps.Engine.Compose.Routes;

/// <summary>Finds ways from this machine to the services of a stack.</summary>
public interface IServiceRoutes
{
    /// <summary>
    /// Finds the first way that works: a published port, the container's own address (Linux with a local engine), a tunnel through
    /// <c>docker exec</c>. What is no service of the stack is reached as it is named, and not tried.
    /// </summary>
    /// <exception cref="ServiceNotRunningException">The service has no running container.</exception>
    /// <exception cref="ServicePortClosedException">Nothing listens on the port inside the container.</exception>
    /// <exception cref="RouteNotFoundException">No way leads there.</exception>
    /// <exception cref="DeployOpsException">The engine does not answer.</exception>
    Task<ServiceRoute> OpenAsync(RouteRequest request, CancellationToken cancellationToken);
}
