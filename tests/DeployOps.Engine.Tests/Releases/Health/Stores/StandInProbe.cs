using DeployOps.Engine.DataStores.Discovery;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Health.Stores;
using DeployOps.Engine.Stores;

namespace DeployOps.Engine.Tests.Releases.Health.Stores;

/// <summary>A store that answers as the test says.</summary>
internal sealed class StandInProbe(string store, Func<StoreEndpoint, CancellationToken, Task<TimeSpan>> ping) : IStoreProbe
{
    public string Store => store;

    public TimeSpan LimitOf(HealthSettings settings) => TimeSpan.FromMilliseconds(300);

    public StoreTarget? Find(StoreSurroundings surroundings) => new() { Host = "db", Port = 1, Keys = "KEY", PingAsync = (endpoint, _, token) => ping(endpoint, token) };

    public StoreJudgement? Judge(DeployOpsException failure, StoreTarget target) => null;
}
