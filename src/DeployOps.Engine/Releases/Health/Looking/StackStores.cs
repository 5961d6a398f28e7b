using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Health.Stores;

namespace DeployOps.Engine.Releases.Health.Looking;

/// <summary>The data stores that a project's environment files name: PostgreSQL, Redis and the graph.</summary>
/// <param name="environment">The process environment.</param>
internal sealed class StackStores(Func<string, string?> environment) : IStoreMeasurement
{
    public Task<IReadOnlyList<StoreHealth>> MeasureAsync(DeployProject project, IReadOnlyList<StackContainer> containers, CancellationToken cancellationToken) =>
        new MeasureStores(ServiceRoutes.OfThisMachine)
            .RunAsync(MeasureStoresRequest.Of(project, ComposeInputs.Of(project, environment, tag: null), containers), cancellationToken);
}
