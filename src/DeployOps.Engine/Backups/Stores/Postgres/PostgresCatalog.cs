using System.Data.Common;
using System.Text.Json;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>A table whose rows pg_dump dumps.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns in their order, without generated ones.</param>
/// <param name="Condition">Which rows, for a table of an extension: empty or a WHERE clause.</param>
internal sealed record PostgresTable(SqlName Name, IReadOnlyList<string> Columns, string Condition);

/// <summary>What a database holds, in the way that pg_dump sees it.</summary>
internal static class PostgresCatalog
{
    /// <summary>The first number that is not the system's own (FirstNormalObjectId).</summary>
    private const string FirstOwn = "16384";

    // Rows are dumped of ordinary tables: of partitions and not of their parents, of an extension's only when it asks for it.
    private const string Relations = """
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN LATERAL (SELECT COALESCE(e.extcondition[pg_catalog.array_position(e.extconfig, c.oid)], '') AS condition
            FROM pg_catalog.pg_extension e WHERE c.oid = ANY (e.extconfig) LIMIT 1) configured ON true
        WHERE c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND (configured.condition IS NOT NULL OR NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
            WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e'))
        """;

    private const string Tables = $"""
        SELECT n.nspname::text, c.relname::text, COALESCE((SELECT pg_catalog.json_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')::text, '[]'), COALESCE(configured.condition, '')
        {Relations} AND c.relkind = 'r' ORDER BY 1, 2
        """;

    private const string Sequences = $"SELECT n.nspname::text, c.relname::text {Relations} AND c.relkind = 'S' ORDER BY 1, 2";

    private const string Views = $"SELECT n.nspname::text, c.relname::text {Relations} AND c.relkind = 'm' ORDER BY 1, 2";

    /// <summary>The schemas that are not a user's to drop: what is in them goes, they stay.</summary>
    public const string KeptSchemas = """
        SELECT n.oid, n.nspname FROM pg_catalog.pg_namespace n WHERE n.nspname IN ('public', 'information_schema') OR n.nspname ~ '^pg_'
            OR EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE e.extnamespace = n.oid)
        """;

    /// <summary>Everything that is neither the system's nor an extension's nor a part of something else, as (classid, objid).</summary>
    public const string UserObjects = $"""
        SELECT found.classid, found.objid FROM (
            SELECT 'pg_catalog.pg_event_trigger'::pg_catalog.regclass::pg_catalog.oid AS classid, oid AS objid FROM pg_catalog.pg_event_trigger
            UNION ALL SELECT 'pg_catalog.pg_publication'::pg_catalog.regclass, oid FROM pg_catalog.pg_publication
            UNION ALL SELECT 'pg_catalog.pg_namespace'::pg_catalog.regclass, oid FROM pg_catalog.pg_namespace WHERE oid NOT IN (SELECT kept.oid FROM ({KeptSchemas}) kept)
            UNION ALL SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, oid FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND relpersistence <> 't'
            UNION ALL SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, oid FROM pg_catalog.pg_proc
            UNION ALL SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid FROM pg_catalog.pg_type t WHERE t.typcategory <> 'A'
                AND (t.typrelid = 0 OR EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
            UNION ALL SELECT 'pg_catalog.pg_operator'::pg_catalog.regclass, oid FROM pg_catalog.pg_operator
            UNION ALL SELECT 'pg_catalog.pg_opclass'::pg_catalog.regclass, oid FROM pg_catalog.pg_opclass
            UNION ALL SELECT 'pg_catalog.pg_opfamily'::pg_catalog.regclass, oid FROM pg_catalog.pg_opfamily
            UNION ALL SELECT 'pg_catalog.pg_collation'::pg_catalog.regclass, oid FROM pg_catalog.pg_collation
            UNION ALL SELECT 'pg_catalog.pg_conversion'::pg_catalog.regclass, oid FROM pg_catalog.pg_conversion
            UNION ALL SELECT 'pg_catalog.pg_ts_config'::pg_catalog.regclass, oid FROM pg_catalog.pg_ts_config
            UNION ALL SELECT 'pg_catalog.pg_ts_dict'::pg_catalog.regclass, oid FROM pg_catalog.pg_ts_dict
            UNION ALL SELECT 'pg_catalog.pg_ts_parser'::pg_catalog.regclass, oid FROM pg_catalog.pg_ts_parser
            UNION ALL SELECT 'pg_catalog.pg_ts_template'::pg_catalog.regclass, oid FROM pg_catalog.pg_ts_template
            UNION ALL SELECT 'pg_catalog.pg_cast'::pg_catalog.regclass, oid FROM pg_catalog.pg_cast
            UNION ALL SELECT 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, oid FROM pg_catalog.pg_foreign_data_wrapper
            UNION ALL SELECT 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, oid FROM pg_catalog.pg_foreign_server
            UNION ALL SELECT 'pg_catalog.pg_language'::pg_catalog.regclass, oid FROM pg_catalog.pg_language
            UNION ALL SELECT 'pg_catalog.pg_am'::pg_catalog.regclass, oid FROM pg_catalog.pg_am
            UNION ALL SELECT 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass, oid FROM pg_catalog.pg_statistic_ext) found
        WHERE found.objid >= {FirstOwn} AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
            WHERE d.classid = found.classid AND d.objid = found.objid AND d.objsubid = 0 AND d.deptype IN ('e', 'i'))
        """;

    public static Task<IReadOnlyList<PostgresTable>> TablesAsync(PostgresSession session, CancellationToken cancellationToken) => session.QueryAsync(
        "the list of tables",
        Tables,
        static row => new PostgresTable(NameOf(row), JsonSerializer.Deserialize<List<string>>(row.GetString(2))!, row.GetString(3)),
        cancellationToken);

    public static Task<IReadOnlyList<SqlName>> SequencesAsync(PostgresSession session, CancellationToken cancellationToken) =>
        session.QueryAsync("the list of sequences", Sequences, NameOf, cancellationToken);

    public static Task<IReadOnlyList<SqlName>> MaterializedViewsAsync(PostgresSession session, CancellationToken cancellationToken) =>
        session.QueryAsync("the list of materialized views", Views, NameOf, cancellationToken);

    /// <summary>How many objects of a user's there are, large ones among them.</summary>
    private static Task<long> UserObjectCountAsync(PostgresSession session, CancellationToken cancellationToken) => session.SingleAsync(
        "the look for what is there",
        $"SELECT (SELECT pg_catalog.count(*) FROM ({UserObjects}) objects) + (SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata)",
        static row => row.GetInt64(0),
        cancellationToken);

    /// <summary>The same with the tables of extensions that hold rows which a dump would hold: they are nothing that an extension brought.</summary>
    public static async Task<long> HeldCountAsync(PostgresSession session, CancellationToken cancellationToken) =>
        await UserObjectCountAsync(session, cancellationToken).ConfigureAwait(false) + (await ExtensionTables.HeldAsync(session, cancellationToken).ConfigureAwait(false)).Count;

    /// <summary>The rows of a table that pg_dump would dump.</summary>
    public static Task<long> RowsAsync(PostgresSession session, PostgresTable table, CancellationToken cancellationToken) => session.SingleAsync(
        "counting the rows of a table", $"SELECT pg_catalog.count(*) FROM ONLY {table.Name.Quoted} {table.Condition}", static row => row.GetInt64(0), cancellationToken);

    public static Task<long> LargeObjectsAsync(PostgresSession session, CancellationToken cancellationToken) => session.SingleAsync(
        "counting large objects", "SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata", static row => row.GetInt64(0), cancellationToken);

    /// <summary>How many tables, views and sequences have rights granted to other roles.</summary>
    public static Task<long> GrantedAsync(PostgresSession session, CancellationToken cancellationToken) => session.SingleAsync(
        "the look for granted rights",
        $"SELECT pg_catalog.count(*) FROM pg_catalog.pg_class WHERE oid >= {FirstOwn} AND relacl IS NOT NULL",
        static row => row.GetInt64(0),
        cancellationToken);

    /// <summary>The server's version as it says it (<c>17.2</c>) and its major version.</summary>
    public static Task<(string Version, int Major)> VersionAsync(PostgresSession session, CancellationToken cancellationToken) => session.SingleAsync(
        "the version",
        "SELECT pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1), pg_catalog.current_setting('server_version_num')::int / 10000",
        static row => (row.GetString(0), row.GetInt32(1)),
        cancellationToken);

    private static SqlName NameOf(DbDataReader row) => new(row.GetString(0), row.GetString(1));
}
