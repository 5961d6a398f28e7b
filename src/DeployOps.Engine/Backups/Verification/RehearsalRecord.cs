using System.Globalization;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>Writes a rehearsal of a restore into the release log, as a gate with its evidence (rows CH8, LR3): it is about no tag and no image.</summary>
internal sealed class RehearsalRecord(DeployProject project, BackupPorts ports, Func<string, string> redact)
{
    /// <summary>Writes it. A log that cannot be written is a note: the set is as good without it.</summary>
    public async Task WriteAsync(BackupVerificationReport report, VerificationRecord look, List<string> notes)
    {
        var first = look.Findings.Concat(look.Obstacles).FirstOrDefault() ?? "";
        var manifest = project.RelativePath(Path.Combine(report.Set.Path, BackupRepository.ManifestName));
        var record = new ReleaseRecord
        {
            Kind = ReleaseKind.Gate,
            Result = report.Passed ? ReleaseResult.Succeeded : ReleaseResult.Failed,
            Tag = report.Set.Id,
            Started = look.At,
            Finished = ports.Time.GetUtcNow(),
            Duration = look.Duration,
            Gate = new GateSummary(report.Passed ? "Passed" : "Failed", string.Create(CultureInfo.InvariantCulture, $"restore rehearsal: {report.Stores.Count(store => store.Passed)} of {report.Stores.Count} stores restored and equal")),
            Evidence =
            [
                .. report.Stores.Select(store => $"{store.Kind}: {store.Detail}"),
                .. report.RecoveryTime is { } time ? [$"RTO measured: {Shown(time)}; agreed: {Shown(report.RecoveryTimeObjective)}"] : Array.Empty<string>(),
                $"RPO: {Shown(report.RecoveryPoint)}; agreed: {Shown(report.RecoveryPointObjective)}",
                $"manifest: {manifest}",
            ],
            Failure = report.Passed ? null : new FailureRecord
            {
                What = $"The restore rehearsal of the backup set {report.Set.Id} did not pass.",
                When = look.At,
                Step = "Restore rehearsal",
                FirstError = first.Length > 0 ? first : "the set holds no store that could be rehearsed",
                LogLocation = manifest,
                ActionTaken = "The throwaway engines were removed; the live stores were not touched.",
                NextAction = report.NextAction.Length > 0 ? report.NextAction : "Look at the findings.",
                Owner = Environment.UserName,
            },
        };
        await new BackupLog(project, redact).WriteAsync(record, notes).ConfigureAwait(false);
    }

    /// <summary>A time for people, such as <c>3 h 12 min</c>.</summary>
    public static string Shown(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h"),
    };
}
