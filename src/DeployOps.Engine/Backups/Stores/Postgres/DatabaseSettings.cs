using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// What <c>ALTER DATABASE … SET</c> has set for a database, such as its search_path: pg_dump leaves it out, unless it makes the database itself.
/// Source: PostgreSQL documentation, <c>pg_db_role_setting</c>.
/// </summary>
internal static class DatabaseSettings
{
    // Their values are lists of quoted names: given as one text they would become one name. Source: guc_tables.c, GUC_LIST_QUOTE.
    private static readonly string[] Lists = ["local_preload_libraries", "search_path", "session_preload_libraries", "shared_preload_libraries", "temp_tablespaces", "unix_socket_directories"];

    /// <summary>The settings of the database for everybody.</summary>
    public static async Task<IReadOnlyList<DatabaseSetting>> ReadAsync(PostgresSession session, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(session, "s.setrole = 0", cancellationToken).ConfigureAwait(false)).Select(Split)];

    /// <summary>The names of what is set for single roles in the database (<c>ALTER ROLE … IN DATABASE … SET</c>).</summary>
    public static async Task<IReadOnlyList<string>> NamesOfRolesAsync(PostgresSession session, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(session, "s.setrole <> 0", cancellationToken).ConfigureAwait(false)).Select(Split).Select(setting => setting.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Puts settings back, and compares. What the role may not set is noted by name and fails nothing: the rows are there by then. Settings that the
    /// set does not know stay.
    /// </summary>
    /// <param name="settings">Those of the set.</param>
    /// <param name="target">The database.</param>
    /// <param name="run">Is told what came of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task PutBackAsync(IReadOnlyList<DatabaseSetting> settings, DataStoreAccess target, StoreRun run, CancellationToken cancellationToken)
    {
        var session = await PostgresLogin.OpenAsync(PostgresLogin.OwnOf(target), target, run, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var before = await ReadAsync(session, cancellationToken).ConfigureAwait(false);
            foreach (var setting in settings.Except(before))
            {
                try
                {
                    await PutBackAsync(session, setting, cancellationToken).ConfigureAwait(false);
                }
                catch (PostgresRefusedException)
                {
                    // What is there afterwards says it.
                }
            }

            Note(settings, before, await ReadAsync(session, cancellationToken).ConfigureAwait(false), run);
        }
    }

    /// <summary>Names in a sentence.</summary>
    public static string Names(IEnumerable<DatabaseSetting> settings) => string.Join(", ", settings.Select(setting => setting.Name).Order(StringComparer.OrdinalIgnoreCase));

    private static void Note(IReadOnlyList<DatabaseSetting> settings, IReadOnlyList<DatabaseSetting> before, IReadOnlyList<DatabaseSetting> after, StoreRun run)
    {
        if (settings.Except(after).ToList() is { Count: > 0 } missing)
        {
            run.OnNote($"Settings of the database that could NOT be put back: {Names(missing)}. The role may not set them; their values are in {DatabaseSettingsFile.Name} of the set: let the owner or an administrator set them (ALTER DATABASE … SET).");
        }

        if (settings.Intersect(after).Except(before).ToList() is { Count: > 0 } done)
        {
            run.OnNote($"Settings of the database were put back: {Names(done)}. Connections that were open before do not know them: restart what uses the database.");
        }

        if (after.Where(setting => settings.All(one => one.Name != setting.Name)).ToList() is { Count: > 0 } further)
        {
            run.OnNote($"The database has settings that the set does not hold, and they stay: {Names(further)}.");
        }
    }

    private static async Task PutBackAsync(PostgresSession session, DatabaseSetting setting, CancellationToken cancellationToken)
    {
        var (name, value) = (SqlName.Quote(setting.Name), SqlName.Literal(setting.Value));
        var alter = $"ALTER DATABASE {SqlName.Quote(session.Address.Database)} SET {name}";
        if (Lists.Contains(setting.Name))
        {
            await session.ExecuteAsync("a setting of the database", $"SELECT pg_catalog.set_config({SqlName.Literal(setting.Name)}, {value}, false)", cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync("a setting of the database", $"{alter} FROM CURRENT", cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await session.ExecuteAsync("a setting of the database", $"{alter} TO {value}", cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<IReadOnlyList<string>> ReadAsync(PostgresSession session, string which, CancellationToken cancellationToken) => session.QueryAsync(
        "the settings of the database",
        $"""
        SELECT pg_catalog.unnest(s.setconfig) FROM pg_catalog.pg_db_role_setting s
        WHERE s.setdatabase = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()) AND {which} ORDER BY 1
        """,
        static row => row.GetString(0),
        cancellationToken);

    private static DatabaseSetting Split(string entry)
    {
        var equals = entry.IndexOf('=', StringComparison.Ordinal);
        return new DatabaseSetting(entry[..equals], entry[(equals + 1)..]);
    }
}
