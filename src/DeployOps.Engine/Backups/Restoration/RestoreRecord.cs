using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>Writes a restore that changed a living store into the release log: who put which set back, and where what was there before lies.</summary>
internal sealed class RestoreRecord(DeployProject project, BackupPorts ports, Func<string, string> redact)
{
    private const string Step = "Restore";

    /// <summary>Writes how it ended; nothing when no store was touched.</summary>
    public async Task<RestoreReport> WriteAsync(RestoreReport report, DateTimeOffset started)
    {
        if (!report.Stores.Any(store => store.Outcome is "Restored" or "Failed"))
        {
            return report;
        }

        var passed = report.Failure.Length == 0;
        List<string> notes = [.. report.Notes];
        await WriteAsync(report.Set, started, $"{report.Stores.Count(store => store.Outcome == "Restored")} of {report.Stores.Count} stores restored and equal", passed, Evidence(report), report.Failure, report.NextAction, notes).ConfigureAwait(false);
        return report with { Notes = notes };
    }

    /// <summary>Writes that it was stopped in the middle.</summary>
    public Task WriteStoppedAsync(BackupSet set, DateTimeOffset started) => WriteAsync(
        set, started, "stopped before its end", passed: false, [], "It was stopped before its end.", "Look at the stores, and restore again: a safety set was taken of what was there before (Get-Backup).", []);

    private async Task WriteAsync(
        BackupSet set, DateTimeOffset started, string outcome, bool passed, IReadOnlyList<string> evidence, string failure, string next, List<string> notes)
    {
        var finished = ports.Time.GetUtcNow();
        var manifest = project.RelativePath(Path.Combine(set.Path, BackupRepository.ManifestName));
        var record = new ReleaseRecord
        {
            Kind = ReleaseKind.Gate,
            Result = passed ? ReleaseResult.Succeeded : ReleaseResult.Failed,
            Tag = set.Id,
            Started = started,
            Finished = finished,
            Duration = finished - started,
            Gate = new GateSummary(passed ? "Passed" : "Failed", $"restore of a backup into the living stores: {outcome}"),
            Evidence = [.. evidence, $"manifest: {manifest}"],
            Failure = passed ? null : new FailureRecord
            {
                What = $"The restore of the backup set {set.Id} did not end well.",
                When = started,
                Step = Step,
                FirstError = failure,
                LogLocation = manifest,
                ActionTaken = "Stores that come after the failed one were not touched.",
                NextAction = next.Length > 0 ? next : "Look at the stores.",
                Owner = Environment.UserName,
            },
        };
        await new BackupLog(project, redact).WriteAsync(record, notes).ConfigureAwait(false);
    }

    private static IReadOnlyList<string> Evidence(RestoreReport report) =>
    [
        .. report.Stores.Select(store => $"{store.Kind}: {store.Outcome}, {store.Detail}"),
        report.SafetySet is { } safety ? $"safety set of what was there before: {safety.Id}" : "the stores were empty before",
    ];
}
