using DeployOps.Engine.DataStores.Discovery;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>What is known of one kind of store: the keys that name it, how it is asked, what its failures say of its health.</summary>
internal interface IStoreProbe
{
    /// <summary>Its name, as <see cref="StoreHealth.Store"/> has it.</summary>
    string Store { get; }

    /// <summary>How fast it has to answer.</summary>
    TimeSpan LimitOf(HealthSettings settings);

    /// <summary>Finds the store; <see langword="null"/> when the project has none of this kind.</summary>
    /// <exception cref="DeployOpsException">A key's value is no address; the message does not repeat it.</exception>
    StoreTarget? Find(StoreSurroundings surroundings);

    /// <summary>What a failure of <see cref="StoreTarget.PingAsync"/> says; <see langword="null"/> for one that is none of this kind of store.</summary>
    StoreJudgement? Judge(DeployOpsException failure, StoreTarget target);
}
