using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>Redis, Valkey and what speaks like them, by the replication protocol and by RESTORE.</summary>
internal sealed class RedisBackup(BackupRedisSettings settings) : IStoreBackup
{
    /// <inheritdoc/>
    public DataStoreKind Kind => DataStoreKind.Redis;

    /// <inheritdoc/>
    public Task<StoreEstimate> EstimateAsync(DataStoreAccess source, StoreRun run, CancellationToken cancellationToken) =>
        InTimeAsync(source, run, token => RedisEstimate.RunAsync(source, run, token), cancellationToken);

    /// <inheritdoc/>
    public Task<StoreDump> DumpAsync(DataStoreAccess source, IDumpFiles files, StoreRun run, CancellationToken cancellationToken) =>
        InTimeAsync(source, run, token => new RedisDump(Pass(source, run)).RunAsync(files, token), cancellationToken);

    /// <inheritdoc/>
    public Task<StoreContent> ReadAsync(IStoredFiles files, string format, DataStoreAccess? tools, StoreRun run, CancellationToken cancellationToken) =>
        Task.Run(() => RedisFile.Read(files, withHash: true, RedisContent.NeverExpiring, cancellationToken).ToContent(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> DemandRestorableAsync(
        DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken) =>
        InTimeAsync(target, run, token => new RedisTargetLook(target, files, run).RunAsync(restoration.Replace, token), cancellationToken);

    /// <inheritdoc/>
    public Task<StoreContent> RestoreAsync(DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken) =>
        InTimeAsync(target, run, token => new RedisRestore(target, files, run, Pass(target, run)).RunAsync(restoration.Replace, token), cancellationToken);

    /// <inheritdoc/>
    public Task<StoreContent> ContentAsync(DataStoreAccess source, bool withHash, StoreRun run, CancellationToken cancellationToken) => InTimeAsync(
        source,
        run,
        async token => (await Pass(source, run).ReadAsync(withHash, RedisContent.NeverExpiring, static (_, _) => Task.CompletedTask, token).ConfigureAwait(false)).Content.ToContent(),
        cancellationToken);

    private RedisPass Pass(DataStoreAccess access, StoreRun run) => new(access, run, settings);

    private static async Task<T> InTimeAsync<T>(DataStoreAccess access, StoreRun run, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(run.Timeout, run.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await work(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && timer.IsCancellationRequested)
        {
            throw new RedisDumpFailedException(access, FormattableString.Invariant($"it took longer than {run.Timeout.TotalMinutes:0.#} min"), "Give it more time: backup.timeout, or -TimeoutSeconds.");
        }
    }
}
