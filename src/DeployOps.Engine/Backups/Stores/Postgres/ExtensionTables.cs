using System.Globalization;
using System.Text;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// The tables of extensions whose rows a dump holds (<c>pg_extension_config_dump</c>). An extension stays when what is there is replaced, and its tables with
/// it: their rows have to go by themselves, or those of the dump would come beside them. The state of its sequences is set by the dump itself.
/// </summary>
internal static class ExtensionTables
{
    /// <summary>The code that <see cref="Check"/> ends with when rows are missing or too many.</summary>
    public const string DiffersState = "DO001";

    // Those that the role may read: what it may not, no dump of its own holds either.
    private const string Configured = """
        pg_catalog.pg_extension e JOIN pg_catalog.pg_class c ON c.oid = ANY (e.extconfig) AND c.relkind = 'r' AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        """;

    private const string Condition = "COALESCE(e.extcondition[pg_catalog.array_position(e.extconfig, c.oid)], '')";

    /// <summary>
    /// Statements of a block in PL/pgSQL, with a record <c>named</c>, a boolean <c>holds</c>, a text <c>statement</c> and the lists <c>pending</c> and
    /// <c>later</c>: takes the rows away that a dump would hold. One table may refer to another, so they are tried in turn.
    /// </summary>
    public const string Clear = $"""
            FOR named IN SELECT n.nspname, c.relname, {Condition} AS condition FROM {Configured} LOOP
                EXECUTE pg_catalog.format('SELECT EXISTS (SELECT FROM ONLY %I.%I %s)', named.nspname, named.relname, named.condition) INTO holds;
                IF holds THEN
                    pending := pg_catalog.array_append(pending, pg_catalog.format('DELETE FROM ONLY %I.%I %s', named.nspname, named.relname, named.condition));
                END IF;
            END LOOP;
            WHILE pg_catalog.cardinality(pending) > 0 LOOP
                later := ARRAY[]::text[];
                FOREACH statement IN ARRAY pending LOOP
                    BEGIN
                        EXECUTE statement;
                    EXCEPTION WHEN foreign_key_violation THEN
                        later := pg_catalog.array_append(later, statement);
                    END;
                END LOOP;
                IF pg_catalog.cardinality(later) = pg_catalog.cardinality(pending) THEN
                    RAISE foreign_key_violation;
                END IF;
                pending := later;
            END LOOP;
        """;

    /// <summary>The tables that hold such rows now, as far as the role may see them.</summary>
    public static async Task<IReadOnlyList<(SqlName Name, bool MayDelete)>> HeldAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        var all = await session.QueryAsync(
            "the tables of extensions",
            $"""
            SELECT n.nspname::text, c.relname::text, {Condition}, pg_catalog.has_table_privilege(c.oid, 'DELETE') FROM {Configured} ORDER BY 1, 2
            """,
            static row => (Name: new SqlName(row.GetString(0), row.GetString(1)), Condition: row.GetString(2), MayDelete: row.GetBoolean(3)),
            cancellationToken).ConfigureAwait(false);
        var held = new List<(SqlName, bool)>();
        foreach (var (name, condition, mayDelete) in all)
        {
            if (await session.SingleAsync(
                "the rows of an extension", $"SELECT EXISTS (SELECT FROM ONLY {name.Quoted} {condition})", static row => row.GetBoolean(0), cancellationToken).ConfigureAwait(false))
            {
                held.Add((name, mayDelete));
            }
        }

        return held;
    }

    /// <summary>The statement that fails unless these tables hold as many rows as the dump; empty when nobody counted.</summary>
    /// <param name="counts">What the dump holds.</param>
    public static string Check(IReadOnlyList<ContentCount>? counts)
    {
        if (counts is null || counts.All(count => count.Kind != "table"))
        {
            return "";
        }

        var wanted = new StringBuilder();
        foreach (var count in counts.Where(count => count.Kind == "table"))
        {
            var position = 0;
            var name = SqlName.Parse(count.Name, ref position);
            wanted.Append(CultureInfo.InvariantCulture, $"{(wanted.Length > 0 ? ", " : "")}({SqlName.Literal(name.Schema)}, {SqlName.Literal(name.Name)}, {count.Count})");
        }

        return $"""

            DO $deployops$
            DECLARE
                named record;
                held bigint;
            BEGIN
                FOR named IN SELECT n.nspname, c.relname, {Condition} AS condition, wanted.held FROM {Configured}
                    JOIN (VALUES {wanted}) wanted (schema, name, held) ON wanted.schema = n.nspname::text AND wanted.name = c.relname::text LOOP
                    EXECUTE pg_catalog.format('SELECT pg_catalog.count(*) FROM ONLY %I.%I %s', named.nspname, named.relname, named.condition) INTO held;
                    IF held <> named.held THEN
                        RAISE EXCEPTION USING ERRCODE = '{DiffersState}';
                    END IF;
                END LOOP;
            END
            $deployops$;

            """;
    }
}
