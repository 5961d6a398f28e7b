using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// One dump: a session of ours exports its snapshot, pg_dump dumps it, and the session counts the same rows meanwhile.
/// Source: PostgreSQL documentation, <c>pg_dump --snapshot</c> and <c>pg_export_snapshot</c>.
/// </summary>
internal sealed class PostgresDump(BackupPostgresSettings settings, PostgresLogin login, PostgresTools tools, DataStoreAccess source, IDumpFiles files, StoreRun run)
{
    /// <summary>The name of the dump in custom format.</summary>
    public const string CustomName = "postgres.dump";

    /// <summary>The name of the dump in directory format.</summary>
    public const string DirectoryName = "postgres.tar";

    private const string GlobalsName = "globals.sql";
    private const string Program = "pg_dump";

    private readonly PostgresAddress _address = login.ForDump(source);
    private readonly string _applicationName = PostgresBackends.NewName();

    private bool IsDirectory => settings.Format == PostgresDumpFormat.Directory;

    public async Task<StoreDump> WriteAsync(CancellationToken cancellationToken)
    {
        var session = await PostgresLogin.OpenAsync(_address, source, run, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var (version, major) = await PostgresCatalog.VersionAsync(session, cancellationToken).ConfigureAwait(false);
            var tool = await tools.FindAsync(Program, major, source, cancellationToken).ConfigureAwait(false);
            run.OnProgress($"{tool.Describe(Program)} dumps {source.Store} (server {version})");
            await session.BeginSnapshotAsync(cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync("the limit for locks", FormattableString.Invariant($"SET LOCAL lock_timeout = {settings.LockTimeout.TotalMilliseconds:0}"), cancellationToken).ConfigureAwait(false);
            var snapshot = await session.SingleAsync(
                "exporting the snapshot",
                "SELECT pg_catalog.pg_export_snapshot(), pg_catalog.statement_timestamp(), pg_catalog.current_setting('server_encoding')",
                static row => (Id: row.GetString(0), At: new DateTimeOffset(row.GetDateTime(1).ToUniversalTime()), Encoding: row.GetString(2)),
                cancellationToken).ConfigureAwait(false);
            using var work = new JointWork(cancellationToken);
            var counting = CountAsync(session, work.Token);
            work.Add(counting);
            work.Add(DumpAsync(tool, snapshot.Id, snapshot.Encoding, work.Token));
            try
            {
                await work.EndAsync().ConfigureAwait(false);
            }
            catch
            {
                await work.SettleAsync().ConfigureAwait(false);
                await PostgresBackends.EndAsync(_applicationName, _address, source, run).ConfigureAwait(false);
                throw;
            }

            var (counts, notes) = await counting.ConfigureAwait(false);
            notes = [.. notes, .. await DumpSettingsAsync(session, cancellationToken).ConfigureAwait(false)];
            if (settings.Globals)
            {
                await DumpGlobalsAsync(tool, cancellationToken).ConfigureAwait(false);
                notes = [.. notes, $"Roles and tablespaces are in {GlobalsName}, without passwords. A restore does not apply it: run it with psql where they are missing."];
            }

            return new StoreDump
            {
                ServerVersion = version,
                Tool = tool.Describe(Program),
                Format = IsDirectory ? PostgresArchive.Directory : PostgresArchive.Custom,
                SnapshotAt = snapshot.At,
                Content = new StoreContent(counts, null),
                Notes = notes,
            };
        }
    }

    private static IEnumerable<string> NotesOf(int views, long granted)
    {
        if (views > 0)
        {
            yield return FormattableString.Invariant($"{views} materialized view(s) are not in the dump by their rows: a restore computes them anew.");
        }

        if (granted > 0)
        {
            yield return FormattableString.Invariant($"{granted} tables, views or sequences have rights granted to roles: a restore puts them back where these roles exist. What it makes belongs to the role that restores.");
        }
    }

    private async Task<(IReadOnlyList<ContentCount> Counts, IReadOnlyList<string> Notes)> CountAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        try
        {
            var views = await PostgresCatalog.MaterializedViewsAsync(session, cancellationToken).ConfigureAwait(false);
            var counts = await PostgresContent.CountAsync(session, run, cancellationToken).ConfigureAwait(false);
            var granted = await PostgresCatalog.GrantedAsync(session, cancellationToken).ConfigureAwait(false);
            return (counts, [.. NotesOf(views.Count, granted)]);
        }
        catch (PostgresRefusedException refused) when (refused.SqlState == "55P03")
        {
            throw LockTimeout();
        }
    }

    private async Task DumpAsync(PostgresTool tool, string snapshot, string encoding, CancellationToken cancellationToken)
    {
        List<string> arguments =
        [
            "--no-password", $"--snapshot={snapshot}", FormattableString.Invariant($"--lock-wait-timeout={settings.LockTimeout.TotalMilliseconds:0}"),
            // A database without an encoding cannot be turned into another.
            $"--encoding={(encoding is "SQL_ASCII" or "MULE_INTERNAL" ? encoding : "UTF8")}",
        ];
        var file = files.Create(IsDirectory ? DirectoryName : CustomName);
        await using (file.ConfigureAwait(false))
        {
            if (!IsDirectory)
            {
                await RunAsync(tool, Program, [.. arguments, "--format=custom"], file, PostgresTool.EndsWithInput, cancellationToken).ConfigureAwait(false);
                return;
            }

            arguments.AddRange(["--format=directory", FormattableString.Invariant($"--jobs={settings.Jobs}")]);
            if (tool.Container is not null)
            {
                await RunAsync(tool, Program, arguments, file, PostgresDirectory.DumpInContainer, cancellationToken).ConfigureAwait(false);
                return;
            }

            var folder = Path.Combine(files.ScratchFolder(), "dump");
            await RunAsync(tool, Program, [.. arguments, $"--file={folder}"], Stream.Null, null, cancellationToken).ConfigureAwait(false);
            await PostgresDirectory.PackAsync(folder, file, cancellationToken).ConfigureAwait(false);
        }
    }

    // In the session's own snapshot, as the rows.
    private async Task<IReadOnlyList<string>> DumpSettingsAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        List<string> notes = [];
        if (await DatabaseSettings.ReadAsync(session, cancellationToken).ConfigureAwait(false) is { Count: > 0 } own)
        {
            await DatabaseSettingsFile.WriteAsync(files, own, cancellationToken).ConfigureAwait(false);
            notes.Add($"The database has settings of its own, which are in {DatabaseSettingsFile.Name} and are put back by a restore: {DatabaseSettings.Names(own)}.");
        }

        if (await DatabaseSettings.NamesOfRolesAsync(session, cancellationToken).ConfigureAwait(false) is { Count: > 0 } ofRoles)
        {
            notes.Add($"Settings of single roles in the database are NOT in the set: {string.Join(", ", ofRoles)}. Set them again after a restore (ALTER ROLE … IN DATABASE … SET).");
        }

        return notes;
    }

    private async Task DumpGlobalsAsync(PostgresTool tool, CancellationToken cancellationToken)
    {
        var file = files.Create(GlobalsName);
        await using (file.ConfigureAwait(false))
        {
            // The database is named: the role may not be let into the one that is asked by default.
            await RunAsync(tool, "pg_dumpall", ["--no-password", "--globals-only", "--no-role-passwords", $"--database={_address.Database}"], file, PostgresTool.EndsWithInput, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(PostgresTool tool, string program, IReadOnlyList<string> arguments, Stream output, string? script, CancellationToken cancellationToken)
    {
        var variables = PostgresVariables.Of(tool, _address, source, _applicationName);
        var request = tool.Start(program, arguments, variables, run.Timeout + TimeSpan.FromMinutes(1), script);
        ProcessResult result;
        try
        {
            result = await PostgresToolRun.RunAsync(tools.Processes, request, feed: null, (stream, token) => stream.CopyToAsync(output, 1 << 17, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ProgramNotFoundException)
        {
            throw new PostgresToolsMissingException(program, tool.Major, $"{tool.Describe(Program)} came without it");
        }

        if (!result.Succeeded)
        {
            throw result.StandardError.Reveal().Contains("lock timeout", StringComparison.OrdinalIgnoreCase)
                ? LockTimeout()
                : new PostgresDumpFailedException(program, source.ToString(), result.ExitCode, PostgresToolRun.Said(result, run.Redact));
        }
    }

    private PostgresLockTimeoutException LockTimeout() => new(source.ToString(), "The dump", settings.LockTimeout);
}
