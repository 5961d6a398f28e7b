using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Writes the record for people (rows RB11, RB12).</summary>
internal sealed class ReleaseRecording(ReleaseSession session, OperationFolder folder)
{
    /// <summary>Writes it, unless a killed process wrote it already.</summary>
    public async Task<string> WriteAsync(OperationOutcome outcome, RecordDetails details, TimeSpan? elapsed)
    {
        if (details.Started is not null && await IsWrittenAsync(outcome.Tag).ConfigureAwait(false))
        {
            return "the release log has its record already";
        }

        var irreversible = details.Migrations.Where(migration => !migration.IsReversible).Select(migration => migration.Name).ToList();
        var record = new ReleaseRecord
        {
            Kind = outcome.Kind,
            Result = outcome.Result,
            Tag = outcome.Tag,
            PreviousTag = outcome.PreviousTag,
            Started = details.Started ?? session.Now - (elapsed ?? TimeSpan.Zero),
            Finished = session.Now,
            Duration = elapsed,
            Approver = details.Approver,
            Images = outcome.Images,
            Logs = [folder.Shown, $"docker compose --project-name {session.StackName} logs --tail 200"],
            Gate = GateOf(details),
            Rollback = irreversible.Count > 0 ? RollbackAllowance.NotAllowed : details.Migrations.Count > 0 ? RollbackAllowance.Allowed : RollbackAllowance.Unknown,
            RollbackNote = irreversible.Count > 0 ? $"{string.Join(", ", irreversible)} cannot be undone" : null,
            Evidence = details.Evidence,
            Notes = Notes(outcome, details),
            Failure = outcome.Failure,
        };
        var result = await new WriteReleaseLog(session.Project) { ProcessEnvironment = session.Ports.ProcessEnvironment }.RunAsync(
            new WriteReleaseLogOptions { Record = record, Redact = session.Redact }, CancellationToken.None).ConfigureAwait(false);
        return FormattableString.Invariant($"record {result.Record.Sequence} of {session.Project.RelativePath(result.Path)}");
    }

    private static GateSummary? GateOf(RecordDetails details) => details switch
    {
        { Gate: { } gate } => new GateSummary(gate.Verdict.ToString(), gate.Counts.ToString()),
        { GateSkippedBecause: { } reason } => new GateSummary("NotRun", reason),
        _ => null,
    };

    private static string? Notes(OperationOutcome outcome, RecordDetails details)
    {
        string?[] notes = [details.Notes, details.GateSkippedBecause is { } reason ? $"The gate was left out: {reason}" : null, .. outcome.Notes];
        return string.Join(' ', notes.OfType<string>().Select(note => note.Trim()).Where(note => note.Length > 0).Select(Sentence)) is { Length: > 0 } text ? text : null;
    }

    // What an admin gave as a reason seldom ends like one.
    private static string Sentence(string note) => note[^1] is '.' or '!' or '?' or ':' ? note : note + ".";

    // Killed between the release log and the journal: the record is there, and must not be written twice.
    private async Task<bool> IsWrittenAsync(string tag)
    {
        if (!File.Exists(session.Project.FullPath(session.Project.ReleaseLog.Path)))
        {
            return false;
        }

        var log = new GetReleaseLog(session.Project);
        await foreach (var entry in log.RunAsync(new GetReleaseLogOptions { Last = 20, Tag = tag }, CancellationToken.None).ConfigureAwait(false))
        {
            if (entry.Record.Logs.Contains(folder.Shown) && entry.Record.Result != ReleaseResult.Started)
            {
                return true;
            }
        }

        return false;
    }
}
