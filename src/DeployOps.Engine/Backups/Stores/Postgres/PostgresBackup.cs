using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// PostgreSQL as backups see it: <c>pg_dump</c> in a snapshot whose rows are counted, a content hash that is the same from the file and from a server,
/// and a restore in one transaction.
/// </summary>
/// <param name="settings">The settings.</param>
/// <param name="ports">What it reaches outside through.</param>
/// <param name="lookup">The value of a key as the stack sees it.</param>
internal sealed class PostgresBackup(BackupPostgresSettings settings, BackupPorts ports, Func<string, string?> lookup) : IStoreBackup
{
    private readonly PostgresLogin _login = new(settings, lookup);
    private readonly PostgresTools _tools = new(ports.Processes);

    public DataStoreKind Kind => DataStoreKind.Postgres;

    public Task<StoreEstimate> EstimateAsync(DataStoreAccess source, StoreRun run, CancellationToken cancellationToken) =>
        LimitedAsync("looking at the database", run, token => new PostgresEstimate(_login).MeasureAsync(source, run, token), cancellationToken);

    public Task<StoreDump> DumpAsync(DataStoreAccess source, IDumpFiles files, StoreRun run, CancellationToken cancellationToken) =>
        LimitedAsync("the dump", run, token => new PostgresDump(settings, _login, _tools, source, files, run).WriteAsync(token), cancellationToken);

    public Task<StoreContent> ReadAsync(IStoredFiles files, string format, DataStoreAccess? tools, StoreRun run, CancellationToken cancellationToken) =>
        LimitedAsync("reading the dump", run, token => new PostgresRead(_tools, files, format, tools, run).ReadAsync(token), cancellationToken);

    public Task<IReadOnlyList<string>> DemandRestorableAsync(
        DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken) =>
        LimitedAsync("looking at the target", run, token => new PostgresTargetLook(target, files, restoration, run).RunAsync(token), cancellationToken);

    public Task<StoreContent> RestoreAsync(DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken) =>
        LimitedAsync("the restore", run, token => new PostgresRestore(settings, _tools, target, files, restoration, run).RestoreAsync(token), cancellationToken);

    public Task<StoreContent> ContentAsync(DataStoreAccess source, bool withHash, StoreRun run, CancellationToken cancellationToken) =>
        LimitedAsync("reading the database", run, token => new PostgresContent(_login).ReadAsync(source, withHash, run, token), cancellationToken);

    private static async Task<T> LimitedAsync<T>(string what, StoreRun run, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(run.Timeout, run.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await work(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PostgresBackupTimeoutException(what, run.Timeout);
        }
        catch (OperationCanceledException cancelled)
        {
            // Whoever asked knows this token, not the one that is linked to it.
            throw new OperationCanceledException(cancelled.Message, cancelled, cancellationToken);
        }
    }
}
