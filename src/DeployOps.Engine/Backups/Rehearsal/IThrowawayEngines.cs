using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>Starts engines that hold nothing and are thrown away: where a set is proven. They are never the live ones.</summary>
internal interface IThrowawayEngines
{
    /// <summary>Starts one that a dump can be restored into: a copy of the stack's own service with an empty volume and no published port, a container of a configured image, or a program of this machine.</summary>
    /// <param name="record">What the manifest says of the store.</param>
    /// <param name="stores">The project's stores.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="NoThrowawayEngineException">None can be had here.</exception>
    Task<IThrowawayEngine> StartAsync(StoreRecord record, ProjectStores stores, CancellationToken cancellationToken);

    /// <summary>Removes what killed rehearsals left, and says what it was.</summary>
    Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken);
}

/// <summary>An engine that is thrown away. Disposing of it removes it with its data.</summary>
internal interface IThrowawayEngine : IAsyncDisposable
{
    /// <summary>The way to it.</summary>
    DataStoreAccess Access { get; }

    /// <summary>What it is, such as <c>a container of shop-db:2026.11.20</c>.</summary>
    string Description { get; }

    /// <summary>Leaves it running, and says in one sentence how to look at it and how to remove it. Disposing of it does nothing afterwards.</summary>
    Task<string> KeepAsync();
}
