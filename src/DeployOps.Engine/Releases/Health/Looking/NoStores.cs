using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Health.Looking;

/// <summary>Knows of no data store.</summary>
internal sealed class NoStores : IStoreMeasurement
{
    public Task<IReadOnlyList<StoreHealth>> MeasureAsync(DeployProject project, IReadOnlyList<StackContainer> containers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoreHealth>>([]);
}
