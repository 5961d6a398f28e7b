using System.Text.RegularExpressions;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>What has to be known of the database that a dump goes into.</summary>
/// <param name="Objects">How many objects of a user's are there, and tables of extensions with rows that a dump would hold.</param>
/// <param name="Settings">The settings that its version knows.</param>
/// <param name="HasTablespaces">Whether there are tablespaces besides the system's.</param>
/// <param name="ForeignExtensions">The extensions that are there and belong to another role: they may not be commented on.</param>
/// <param name="KeptSchemas">The schemas that stay because an extension is in them: they are not made again.</param>
internal sealed partial record RestoreTarget(
    long Objects, IReadOnlySet<string> Settings, bool HasTablespaces, IReadOnlySet<string> ForeignExtensions, IReadOnlySet<string> KeptSchemas)
{
    /// <summary>Whether entries of the dump's list have to be left out.</summary>
    public bool NeedsList => ForeignExtensions.Count > 0 || KeptSchemas.Count > 0;

    /// <summary>Looks.</summary>
    public static async Task<RestoreTarget> LookAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<string>> NamesAsync(string statement) => session.QueryAsync("the look at the target", statement, static row => row.GetString(0), cancellationToken);
        return new RestoreTarget(
            await PostgresCatalog.HeldCountAsync(session, cancellationToken).ConfigureAwait(false),
            (await NamesAsync("SELECT name FROM pg_catalog.pg_settings").ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal),
            (await NamesAsync("SELECT spcname::text FROM pg_catalog.pg_tablespace WHERE spcname !~ '^pg_'").ConfigureAwait(false)).Count > 0,
            (await NamesAsync("SELECT extname::text FROM pg_catalog.pg_extension WHERE NOT pg_catalog.pg_has_role(extowner, 'USAGE')").ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal),
            (await NamesAsync($"SELECT kept.nspname::text FROM ({PostgresCatalog.KeptSchemas}) kept WHERE kept.nspname <> 'public' AND kept.nspname !~ '^pg_' AND kept.nspname <> 'information_schema'").ConfigureAwait(false))
                .ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The statements before those of the dump: the transaction, and what is there goes.</summary>
    /// <param name="lockTimeout">How long to wait for each lock.</param>
    public string Prologue(TimeSpan lockTimeout)
    {
        var begin = FormattableString.Invariant($"BEGIN;\nSET lock_timeout = {lockTimeout.TotalMilliseconds:0};\nSET client_min_messages = warning;\n");
        return Objects == 0 ? begin : begin + Drop;
    }

    /// <summary>The list of a dump without what cannot be made here: each such entry becomes a comment.</summary>
    public string Filtered(string list) => string.Join('\n', list.Split('\n').Select(line => IsLeftOut(line.TrimEnd('\r')) ? ";" + line : line));

    private bool IsLeftOut(string line) => Entry().Match(line) is { Success: true } entry && entry.Groups[1].Value is var rest
        && (ForeignExtensions.Any(name => rest.StartsWith($"COMMENT - EXTENSION {name} ", StringComparison.Ordinal) || rest.StartsWith($"COMMENT - EXTENSION {SqlName.Quote(name)} ", StringComparison.Ordinal))
            || KeptSchemas.Any(name => rest.StartsWith($"SCHEMA - {name} ", StringComparison.Ordinal)));

    // Each object goes by its own name, and what an extension brought stays: dropping a schema would take the extension along, which the role may not
    // make again. What went with another is not there any more when its turn comes.
    private const string Drop = $"""
        DO $deployops$
        DECLARE
            object record;
            named record;
            holds boolean;
            statement text;
            pending text[] := ARRAY[]::text[];
            later text[];
        BEGIN
            FOR object IN {PostgresCatalog.UserObjects} LOOP
                BEGIN
                    SELECT * INTO named FROM pg_catalog.pg_identify_object(object.classid, object.objid, 0);
                EXCEPTION WHEN internal_error THEN
                    CONTINUE;
                END;
                CONTINUE WHEN named.identity IS NULL;
                EXECUTE pg_catalog.format('DROP %s %s CASCADE', CASE named.type WHEN 'statistics object' THEN 'statistics' ELSE named.type END, named.identity);
            END LOOP;
            PERFORM pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata;
        {ExtensionTables.Clear}
        END
        $deployops$;

        """;

    [GeneratedRegex(@"^\d+; \d+ \d+ (.*)$")]
    private static partial Regex Entry();
}
