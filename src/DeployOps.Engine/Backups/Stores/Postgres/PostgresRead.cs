using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>Reads a dump to its end with pg_restore, without a server, and sums up what is in it.</summary>
internal sealed class PostgresRead(PostgresTools tools, IStoredFiles files, string format, DataStoreAccess? helper, StoreRun run)
{
    private const string Program = "pg_restore";

    private readonly string _name = files.Names.Count > 0 ? files.Names[0] : throw new PostgresDumpInvalidException(PostgresDump.CustomName, "the set has no such file");

    public async Task<StoreContent> ReadAsync(CancellationToken cancellationToken)
    {
        var archive = new PostgresArchiveProgram(tools, files, _name, format, helper, run);
        await using (archive.ConfigureAwait(false))
        {
            await archive.PrepareAsync(Program, cancellationToken).ConfigureAwait(false);
            var sum = new ContentSum();
            using var text = new DumpText(sum, (table, rows) => run.OnProgress(PostgresContent.Line(table, rows)));
            ProcessResult result;
            FormatException? unreadable = null;
            result = await PostgresToolRun.RunAsync(
                tools.Processes,
                archive.Start(["--data-only", "--file=-"]),
                archive.FeedAsync,
                async (stream, token) =>
                {
                    try
                    {
                        await ByteLines.ReadAsync(stream, text.Take, token).ConfigureAwait(false);
                        text.End();
                    }
                    catch (FormatException failure)
                    {
                        // The program's own words say more, when it has some: it is read on to its end.
                        unreadable = failure;
                        await stream.CopyToAsync(Stream.Null, token).ConfigureAwait(false);
                    }
                },
                cancellationToken).ConfigureAwait(false);
            return !result.Succeeded ? throw new PostgresDumpInvalidException(_name, Reason(result))
                : unreadable is not null ? throw new PostgresDumpInvalidException(_name, unreadable.Message)
                : sum.ToContent();
        }
    }

    private string Reason(ProcessResult result) =>
        FormattableString.Invariant($"{Program} ended with exit code {result.ExitCode}{(PostgresToolRun.Said(result, run.Redact) is { Length: > 0 } said ? $": {said}" : "")}");
}
