using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Stores;

/// <summary>
/// One kind of store as backups see it. Every failure is a <see cref="DeployOpsException"/> that names no value; every call ends by its
/// <see cref="StoreRun.Timeout"/> and by the token, and leaves no child process and nothing in the source.
/// </summary>
internal interface IStoreBackup
{
    /// <summary>The kind.</summary>
    DataStoreKind Kind { get; }

    /// <summary>Looks at a store before anything is written.</summary>
    Task<StoreEstimate> EstimateAsync(DataStoreAccess source, StoreRun run, CancellationToken cancellationToken);

    /// <summary>Writes the store into files. It returns only when the dump is whole.</summary>
    Task<StoreDump> DumpAsync(DataStoreAccess source, IDumpFiles files, StoreRun run, CancellationToken cancellationToken);

    /// <summary>Reads a dump to its end with the store's own reader, needing no server; the content has counts and a hash as far as the format gives them.</summary>
    /// <param name="files">The files.</param>
    /// <param name="format">How the dump was written, from the manifest.</param>
    /// <param name="tools">A container whose tools can be used when this machine has none; <see langword="null"/> when there is none.</param>
    /// <param name="run">What else there is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<StoreContent> ReadAsync(IStoredFiles files, string format, DataStoreAccess? tools, StoreRun run, CancellationToken cancellationToken);

    /// <summary>
    /// Asks, before any store is touched, whether a dump can be put into a store, as far as that can be known without a change; it changes nothing.
    /// </summary>
    /// <returns>What an admin should know beforehand, one sentence each.</returns>
    /// <exception cref="DeployOpsException">It cannot.</exception>
    Task<IReadOnlyList<string>> DemandRestorableAsync(DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a dump into a store, and says what is in the store afterwards, re-read from it with its hash. A failure leaves the target as it was where
    /// the store can do that (PostgreSQL: one transaction), else the failure says what is left.
    /// </summary>
    Task<StoreContent> RestoreAsync(DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken);

    /// <summary>What is in a store now.</summary>
    /// <param name="source">The store.</param>
    /// <param name="withHash">Whether the content is to be read whole for its hash.</param>
    /// <param name="run">What else there is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<StoreContent> ContentAsync(DataStoreAccess source, bool withHash, StoreRun run, CancellationToken cancellationToken);
}
