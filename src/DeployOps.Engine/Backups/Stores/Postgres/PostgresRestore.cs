using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// One restore, with the application's own role, in one transaction: pg_restore makes statements of the dump, psql carries them out, and the COMMIT
/// follows when pg_restore ended well and the file was read to its end.
/// </summary>
internal sealed class PostgresRestore(BackupPostgresSettings settings, PostgresTools tools, DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run)
{
    private readonly PostgresAddress _address = PostgresLogin.OwnOf(target);
    private readonly string _applicationName = PostgresBackends.NewName();
    private readonly string _name = files.Names.Count > 0 ? files.Names[0] : throw new PostgresDumpInvalidException(PostgresDump.CustomName, "the set has no such file");

    private TimeSpan ProcessLimit => run.Timeout + TimeSpan.FromMinutes(1);

    public async Task<StoreContent> RestoreAsync(CancellationToken cancellationToken)
    {
        var place = await LookAsync(cancellationToken).ConfigureAwait(false);
        if (place.Objects > 0 && !restoration.Replace)
        {
            throw new PostgresNotEmptyException(target.ToString(), place.Objects);
        }

        var databaseSettings = await DatabaseSettingsFile.ReadAsync(files, cancellationToken).ConfigureAwait(false);
        var entries = place.NeedsList || restoration.WithRights ? await ListAsync(cancellationToken).ConfigureAwait(false) : "";
        var list = place.NeedsList ? place.Filtered(entries) : null;
        var archive = Archive();
        await using (archive.ConfigureAwait(false))
        {
            await archive.PrepareAsync("pg_restore", cancellationToken).ConfigureAwait(false);
            run.OnProgress($"{archive.Tool.Describe("pg_restore")} restores into {target.Store}");
            var listFile = list is null ? null : await PassingFile.WriteAsync(tools.Processes, archive.Tool, list, run, cancellationToken).ConfigureAwait(false);
            try
            {
                await CarryOutAsync(archive, place, listFile?.Path, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await PostgresBackends.EndAsync(_applicationName, _address, target, run).ConfigureAwait(false);
                throw;
            }
            finally
            {
                if (listFile is not null)
                {
                    await listFile.DisposeAsync().ConfigureAwait(false);
                }
            }
        }

        await PutSettingsBackAsync(databaseSettings, cancellationToken).ConfigureAwait(false);
        var content = await new PostgresContent(new PostgresLogin(new BackupPostgresSettings(), static _ => null)).ReadAsync(target, withHash: true, run, cancellationToken).ConfigureAwait(false);

        // Last, because a grant can also take a right away that the reading needs.
        if (restoration.WithRights && PostgresRights.Only(entries) is { } granted)
        {
            await PutRightsBackAsync(granted, place, cancellationToken).ConfigureAwait(false);
        }

        return content;
    }

    private async Task PutSettingsBackAsync(IReadOnlyList<DatabaseSetting> wanted, CancellationToken cancellationToken)
    {
        try
        {
            await DatabaseSettings.PutBackAsync(wanted, target, run, cancellationToken).ConfigureAwait(false);
        }
        catch (DeployOpsException failure)
        {
            // The content is there; whether the server still answers is seen when it is compared.
            run.OnNote($"What became of the database's settings ({DatabaseSettings.Names(wanted)}) is not known ({failure.ErrorId}).");
        }
    }

    private async Task PutRightsBackAsync(string granted, RestoreTarget place, CancellationToken cancellationToken)
    {
        try
        {
            var archive = Archive();
            await using (archive.ConfigureAwait(false))
            {
                await archive.PrepareAsync("pg_restore", cancellationToken).ConfigureAwait(false);
                await new PostgresRights(tools, _address, target, _applicationName, run).PutBackAsync(archive, granted, place.Settings, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException)
        {
            // As with the settings: the content is there.
            run.OnNote($"What became of the rights that the dump grants to roles is not known ({(failure as DeployOpsException)?.ErrorId ?? failure.GetType().Name}): look at them, and grant them again.");
        }
    }

    private PostgresArchiveProgram Archive() => new(tools, files, _name, restoration.Format, target, run);

    private async Task<RestoreTarget> LookAsync(CancellationToken cancellationToken)
    {
        var session = await PostgresLogin.OpenAsync(_address, target, run, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await RestoreTarget.LookAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var archive = Archive();
        await using (archive.ConfigureAwait(false))
        {
            await archive.PrepareAsync("pg_restore", cancellationToken).ConfigureAwait(false);
            var list = "";
            var result = await PostgresToolRun.RunAsync(
                tools.Processes,
                archive.Start(["--list"]),
                (input, token) => archive.FeedAsync(input, isToEnd: false, token),
                async (stream, token) =>
                {
                    using var reader = new StreamReader(stream);
                    list = await reader.ReadToEndAsync(token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            return result.Succeeded ? list : throw Invalid(result);
        }
    }

    private async Task CarryOutAsync(PostgresArchiveProgram archive, RestoreTarget place, string? listFile, CancellationToken cancellationToken)
    {
        var script = new RestoreScript(place.Settings);
        ProcessResult? statements = null;
        var isSent = false;
        ProcessResult psql;
        // From the COMMIT on it is the server's: stopping then would only leave open what became of it.
        using var stop = new CancellationTokenSource();
        var stopping = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), stop);
        try
        {
            psql = await PostgresToolRun.RunAsync(
                tools.Processes,
                archive.Tool.Start(
                    "psql",
                    // Of an error only its code is asked for: its words may repeat a value.
                    ["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=sqlstate", "--file=-"],
                    PostgresVariables.OfDefaults(archive.Tool, _address, target, _applicationName),
                    ProcessLimit),
                async (input, token) =>
                {
                    try
                    {
                        await script.BeginAsync(place.Prologue(settings.LockTimeout), input, token).ConfigureAwait(false);
                        statements = await PostgresToolRun.RunAsync(
                            tools.Processes, archive.Start(Arguments(place, listFile)), archive.FeedAsync, (output, stop) => script.CopyAsync(output, input, stop), token).ConfigureAwait(false);
                        if (statements.Succeeded && script.HoldsCommit)
                        {
                            await stopping.DisposeAsync().ConfigureAwait(false);
                            token.ThrowIfCancellationRequested();
                            isSent = true;
                            await script.EndAsync(ExtensionTables.Check(restoration.Counts), input, CancellationToken.None).ConfigureAwait(false);
                        }
                    }
                    catch (IOException) when (!token.IsCancellationRequested)
                    {
                        // psql has ended; its exit code and its words tell why.
                    }

                    await CloseAsync(input).ConfigureAwait(false);
                },
                static (output, token) => output.CopyToAsync(Stream.Null, token),
                stop.Token).ConfigureAwait(false);
        }
        catch (ProgramNotFoundException)
        {
            throw new PostgresToolsMissingException("psql", archive.Tool.Major, $"{archive.Tool.Describe("pg_restore")} came without it");
        }
        finally
        {
            await stopping.DisposeAsync().ConfigureAwait(false);
        }

        if (!psql.Succeeded)
        {
            throw Refused(psql, script, isSent);
        }

        if (statements is not { Succeeded: true })
        {
            throw statements is null ? new PostgresRestoreFailedException(target.ToString(), "psql ended before it had everything") : Invalid(statements);
        }

        if (!isSent)
        {
            throw new PostgresDumpInvalidException(_name, "its statements have no end");
        }
    }

    private static List<string> Arguments(RestoreTarget place, string? listFile)
    {
        List<string> arguments = ["--no-owner", "--no-privileges", "--single-transaction", "--file=-"];
        if (!place.HasTablespaces)
        {
            arguments.Add("--no-tablespaces");
        }

        if (listFile is not null)
        {
            arguments.Add($"--use-list={listFile}");
        }

        return arguments;
    }

    private static async Task CloseAsync(Stream input)
    {
        try
        {
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It is closed on the other side.
        }
    }

    private DeployOpsException Refused(ProcessResult psql, RestoreScript script, bool isSent)
    {
        if (RestoreScript.ErrorIn(psql.StandardError.Reveal()) is not var (line, sqlState))
        {
            var said = PostgresToolRun.Said(psql, run.Redact);
            // psql ends with 2 when its connection was lost.
            return new PostgresRestoreFailedException(
                target.ToString(), FormattableString.Invariant($"psql ended with exit code {psql.ExitCode}{(said.Length > 0 ? $": {said}" : "")}"), isOutcomeKnown: !isSent);
        }

        if (sqlState == ExtensionTables.DiffersState)
        {
            return new PostgresRestoreFailedException(target.ToString(), "a table of an extension would not hold the rows of the dump, but more or fewer");
        }

        var at = script.ObjectAt(line);
        return sqlState == "55P03"
            ? new PostgresLockTimeoutException(target.ToString(), "The restore", settings.LockTimeout)
            : new PostgresRestoreFailedException(
                target.ToString(), run.Redact($"{(at.Length > 0 ? $"{at} was refused" : "clearing it was refused")}: {PostgresRefusals.Of(sqlState).Words} (SQLSTATE {sqlState})"));
    }

    private PostgresDumpInvalidException Invalid(ProcessResult result) =>
        new(_name, FormattableString.Invariant($"pg_restore ended with exit code {result.ExitCode}{(PostgresToolRun.Said(result, run.Redact) is { Length: > 0 } said ? $": {said}" : "")}"));
}
