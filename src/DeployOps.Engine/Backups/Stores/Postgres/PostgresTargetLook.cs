using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// Looks whether a dump can be put into a database, as far as the catalogue says it; nothing is changed and no lock is taken that anybody waits for. What
/// it cannot know the restore finds out, in one transaction.
/// </summary>
internal sealed class PostgresTargetLook(DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run)
{
    private const string Abilities = """
        SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only') = 'on',
            pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
            OR COALESCE(pg_catalog.has_schema_privilege(pg_catalog.to_regnamespace('public')::pg_catalog.oid, 'CREATE'), false)
        """;

    // Only what is sure: a table goes by the right of its owner or of its schema's, or along with what it is a part of.
    private const string Foreign = """
        SELECT pg_catalog.count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND c.reloftype = 0
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid)
          AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE') AND NOT pg_catalog.pg_has_role(n.nspowner, 'USAGE')
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
            WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.objsubid = 0 AND d.deptype IN ('e', 'i'))
        """;

    /// <returns>What an admin should know beforehand.</returns>
    /// <exception cref="DeployOpsException">It cannot.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var session = await PostgresLogin.OpenAsync(PostgresLogin.OwnOf(target), target, run, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var (isStandby, isReadOnly, mayCreate) = await session.SingleAsync(
                "what may be done", Abilities, static row => (row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2)), cancellationToken).ConfigureAwait(false);
            if (isStandby || isReadOnly)
            {
                throw isStandby
                    ? Refused("it is a standby and takes no writes", "Restore into the primary.")
                    : Refused("its transactions are read-only (default_transaction_read_only)", "Take that setting off the server, the database or the role, and restore again.");
            }

            if (!mayCreate)
            {
                throw Refused("the role may create nothing in it", "Give the role the right to it: GRANT CREATE ON DATABASE, or make it the owner.");
            }

            if (restoration.Replace)
            {
                await DemandDroppableAsync(session, cancellationToken).ConfigureAwait(false);
            }

            var settings = (await DatabaseSettingsFile.ReadAsync(files, cancellationToken).ConfigureAwait(false))
                .Except(await DatabaseSettings.ReadAsync(session, cancellationToken).ConfigureAwait(false)).ToList();
            return settings.Count == 0 ? [] : [$"The set holds settings of the database which are other than they are now, and a restore sets them (ALTER DATABASE … SET): {DatabaseSettings.Names(settings)}."];
        }
    }

    private async Task DemandDroppableAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        var foreign = await session.SingleAsync("the look at owners", Foreign, static row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        if (foreign > 0)
        {
            throw Refused(
                FormattableString.Invariant($"{foreign} table(s) in it belong to another role and cannot be dropped"), "Make the role their owner (ALTER TABLE … OWNER TO), or a member of the role that is.");
        }

        var kept = (await ExtensionTables.HeldAsync(session, cancellationToken).ConfigureAwait(false)).Where(table => !table.MayDelete).ToList();
        if (kept.Count > 0)
        {
            throw Refused(
                $"the role may not delete the rows of {string.Join(", ", kept.Select(table => table.Name))}, which an extension has the dump hold", "Give the role the right to it: GRANT DELETE ON TABLE.");
        }
    }

    private PostgresNotRestorableException Refused(string reason, string nextStep) => new(target.ToString(), reason, nextStep);
}
