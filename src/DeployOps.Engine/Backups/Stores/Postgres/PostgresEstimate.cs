using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>Looks at a database before anything is done with it.</summary>
internal sealed class PostgresEstimate(PostgresLogin login)
{
    public async Task<StoreEstimate> MeasureAsync(DataStoreAccess source, StoreRun run, CancellationToken cancellationToken)
    {
        var session = await login.OpenAsync(source, run, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var (version, _) = await PostgresCatalog.VersionAsync(session, cancellationToken).ConfigureAwait(false);
            var bytes = await session.SingleAsync(
                "the size of the database", "SELECT pg_catalog.pg_database_size(pg_catalog.current_database())", static row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
            var objects = await PostgresCatalog.HeldCountAsync(session, cancellationToken).ConfigureAwait(false);
            return new StoreEstimate(version, bytes, objects == 0);
        }
    }
}
