using System.Globalization;
using System.Text.RegularExpressions;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// What a dump grants to roles (entries ACL and DEFAULT ACL of pg_dump's archive), put back one by one after everything else is there: a role that does not
/// exist here must not cost the restore. Owners are not put back; what is restored belongs to the role that restores.
/// </summary>
internal sealed partial class PostgresRights(PostgresTools tools, PostgresAddress address, DataStoreAccess target, string applicationName, StoreRun run)
{
    private const int MostNamed = 5;

    /// <summary>The list of an archive with its grants alone; <see langword="null"/> when it has none.</summary>
    /// <param name="list">What <c>pg_restore --list</c> wrote.</param>
    public static string? Only(string list)
    {
        var granted = list.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => Entry().IsMatch(line)).ToList();
        return granted.Count == 0 ? null : string.Join('\n', granted) + "\n";
    }

    /// <summary>Puts them back, and notes what came of it.</summary>
    /// <param name="archive">The dump, prepared.</param>
    /// <param name="granted">The list of its grants.</param>
    /// <param name="settings">The settings that the server knows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task PutBackAsync(PostgresArchiveProgram archive, string granted, IReadOnlySet<string> settings, CancellationToken cancellationToken)
    {
        var script = new RestoreScript(settings);
        var list = await PassingFile.WriteAsync(tools.Processes, archive.Tool, granted, run, cancellationToken).ConfigureAwait(false);
        await using (list.ConfigureAwait(false))
        {
            ProcessResult? statements = null;
            var psql = await PostgresToolRun.RunAsync(
                tools.Processes,
                archive.Tool.Start(
                    "psql",
                    ["--no-psqlrc", "--quiet", "--no-password", "--set=VERBOSITY=sqlstate", "--file=-"],
                    PostgresVariables.OfDefaults(archive.Tool, address, target, applicationName),
                    run.Timeout + TimeSpan.FromMinutes(1)),
                async (input, token) =>
                {
                    statements = await PostgresToolRun.RunAsync(
                        tools.Processes,
                        archive.Start(["--no-owner", $"--use-list={list.Path}", "--file=-"]),
                        (stream, stop) => archive.FeedAsync(stream, isToEnd: false, stop),
                        (output, stop) => script.CopyAsync(output, input, stop),
                        token).ConfigureAwait(false);
                    await script.EndAsync("", input, token).ConfigureAwait(false);
                    await input.DisposeAsync().ConfigureAwait(false);
                },
                static (output, token) => output.CopyToAsync(Stream.Null, token),
                cancellationToken).ConfigureAwait(false);
            run.OnNote(psql.Succeeded && statements is { Succeeded: true }
                ? Told(script, RestoreScript.ErrorsIn(psql.StandardError.Reveal()), granted.Count(character => character == '\n'))
                : "What became of the rights that the dump grants to roles is not known: look at them, and grant them again.");
        }
    }

    private string Told(RestoreScript script, IReadOnlyList<(long Line, string SqlState)> errors, int count)
    {
        // What a newer program sets and this server does not know stands before the first grant.
        var refused = errors.Select(error => (Title: script.ObjectAt(error.Line), error.SqlState)).Where(error => error.Title.Length > 0).DistinctBy(error => error.Title, StringComparer.Ordinal).ToList();
        if (refused.Count == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Rights granted to roles were put back ({count} {(count == 1 ? "entry" : "entries")}). What was restored belongs to the role that restored it.");
        }

        var named = refused.Take(MostNamed).Select(error => $"{Kind().Replace(error.Title, "")} ({PostgresRefusals.Of(error.SqlState).Words}, SQLSTATE {error.SqlState})");
        var more = refused.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $", and {refused.Count - MostNamed} more") : "";
        return run.Redact(string.Create(
            CultureInfo.InvariantCulture,
            $"Rights granted to roles could NOT all be put back: of {count} entries {refused.Count} were refused, whole or in part: {string.Join(", ", named)}{more}. Make the roles that are missing, and grant their rights again."));
    }

    [GeneratedRegex(@"^\d+; \d+ \d+ (?:DEFAULT )?ACL ")]
    private static partial Regex Entry();

    [GeneratedRegex("^(?:DEFAULT )?ACL ")]
    private static partial Regex Kind();
}
