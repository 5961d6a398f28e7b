using DeployOps.Engine.Compose.Routes;

namespace DeployOps.Engine.Tests.Releases.Health.Stores;

/// <summary>Leads every service to where the test says, or fails as it says.</summary>
internal sealed class StandInRoutes(Func<RouteRequest, ServiceRoute> open) : IServiceRoutes
{
    public Task<ServiceRoute> OpenAsync(RouteRequest request, CancellationToken cancellationToken) => Task.FromResult(open(request));
}
