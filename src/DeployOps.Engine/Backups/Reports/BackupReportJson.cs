using System.Text.Json;
using DeployOps.Engine.Backups.Health;
using DeployOps.Engine.Backups.Restoration;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.Releases.Reports;

namespace DeployOps.Engine.Backups.Reports;

/// <summary>The reports of backups as JSON: see <see cref="BackupJson"/>.</summary>
internal static class BackupReportJson
{
    public static void Write(Utf8JsonWriter json, BackupReport report)
    {
        json.WriteStartObject();
        json.WriteString("type", "backup");
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteBoolean("isPlan", report.IsPlan);
        json.WriteString("project", report.ProjectName);
        ReportJson.WritePart(json, "set", report.Set, BackupSetJson.Write);
        ReportJson.WriteList(json, "stores", report.Stores, BackupSetJson.Write);
        ReportJson.WritePart(json, "verification", report.Verification, BackupSetJson.Write);
        ReportJson.WriteTexts(json, "removed", report.Removed);
        ReportJson.WriteSeconds(json, "durationSeconds", report.Duration);
        WriteEnd(json, report.Notes, report.Failure, report.NextAction);
    }

    public static void Write(Utf8JsonWriter json, BackupProgress progress)
    {
        json.WriteStartObject();
        json.WriteString("type", "progress");
        json.WriteString("phase", progress.Phase.ToString());
        json.WriteString("store", progress.Store?.ToString());
        json.WriteString("message", progress.Message);
        ReportJson.WriteNumber(json, "bytes", progress.Bytes);
        ReportJson.WriteNumber(json, "bytesPerSecond", progress.BytesPerSecond);
        ReportJson.WriteNumber(json, "totalBytes", progress.TotalBytes);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, BackupVerificationReport report)
    {
        json.WriteStartObject();
        json.WriteString("type", "verification");
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteBoolean("passed", report.Passed);
        json.WriteString("level", report.Level.ToString());
        ReportJson.WritePart(json, "set", report.Set, BackupSetJson.Write);
        ReportJson.WriteList(json, "stores", report.Stores, Write);
        ReportJson.WriteTexts(json, "findings", report.Findings);
        ReportJson.WriteSeconds(json, "recoveryTimeSeconds", report.RecoveryTime);
        ReportJson.WriteSeconds(json, "recoveryTimeObjectiveSeconds", report.RecoveryTimeObjective);
        ReportJson.WriteSeconds(json, "recoveryPointSeconds", report.RecoveryPoint);
        ReportJson.WriteSeconds(json, "recoveryPointObjectiveSeconds", report.RecoveryPointObjective);
        ReportJson.WriteTexts(json, "notes", report.Notes);
        json.WriteString("nextAction", report.NextAction);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, RestoreReport report)
    {
        json.WriteStartObject();
        json.WriteString("type", "restore");
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteBoolean("isPlan", report.IsPlan);
        ReportJson.WritePart(json, "set", report.Set, BackupSetJson.Write);
        ReportJson.WriteList(json, "stores", report.Stores, Write);
        ReportJson.WriteList(json, "differences", report.Differences, Write);
        ReportJson.WritePart(json, "safetySet", report.SafetySet, BackupSetJson.Write);
        ReportJson.WriteSeconds(json, "durationSeconds", report.Duration);
        WriteEnd(json, report.Notes, report.Failure, report.NextAction);
    }

    public static void Write(Utf8JsonWriter json, RetentionReport report)
    {
        json.WriteStartObject();
        json.WriteString("type", "retention");
        json.WriteBoolean("isPlan", report.IsPlan);
        ReportJson.WriteList(json, "decisions", report.Decisions, Write);
        ReportJson.WriteTexts(json, "notes", report.Notes);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, BackupHealthReport report)
    {
        json.WriteStartObject();
        json.WriteString("type", "backupHealth");
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteBoolean("passed", report.Passed);
        json.WriteString("project", report.ProjectName);
        ReportJson.WriteTexts(json, "findings", report.Findings);
        ReportJson.WritePart(json, "lastVerified", report.LastVerified, BackupSetJson.Write);
        ReportJson.WritePart(json, "last", report.Last, BackupSetJson.Write);
        ReportJson.WriteSeconds(json, "recoveryPointSeconds", report.RecoveryPoint);
        ReportJson.WriteSeconds(json, "recoveryPointObjectiveSeconds", report.RecoveryPointObjective);
        ReportJson.WriteSeconds(json, "recoveryTimeSeconds", report.RecoveryTime);
        ReportJson.WriteSeconds(json, "recoveryTimeObjectiveSeconds", report.RecoveryTimeObjective);
        ReportJson.WriteTime(json, "nextRun", report.NextRun);
        ReportJson.WriteTexts(json, "notes", report.Notes);
        json.WriteString("nextAction", report.NextAction);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, BackupTask task)
    {
        json.WriteStartObject();
        json.WriteString("type", "backupTask");
        json.WriteString("name", task.Name);
        json.WriteString("scheduler", task.Scheduler);
        json.WriteBoolean("isRegistered", task.IsRegistered);
        json.WriteBoolean("isEnabled", task.IsEnabled);
        json.WriteString("project", task.ProjectName);
        json.WriteString("root", task.Root);
        json.WriteString("schedule", task.Schedule);
        json.WriteString("account", task.Account);
        json.WriteString("command", task.Command);
        ReportJson.WriteTime(json, "lastRun", task.LastRun);
        ReportJson.WriteNumber(json, "lastExitCode", task.LastExitCode);
        ReportJson.WriteTime(json, "lastSuccess", task.LastSuccess);
        ReportJson.WriteTime(json, "nextRun", task.NextRun);
        json.WriteString("definition", task.Definition);
        ReportJson.WriteTexts(json, "notes", task.Notes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StoreVerification store)
    {
        json.WriteStartObject();
        json.WriteString("store", store.Kind.ToString());
        json.WriteString("level", store.Level.ToString());
        json.WriteBoolean("passed", store.Passed);
        json.WriteString("detail", store.Detail);
        ReportJson.WriteSeconds(json, "durationSeconds", store.Duration);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StoreRestoreResult store)
    {
        json.WriteStartObject();
        json.WriteString("store", store.Kind.ToString());
        json.WriteString("target", store.Target);
        json.WriteString("outcome", store.Outcome);
        json.WriteString("detail", store.Detail);
        ReportJson.WriteSeconds(json, "durationSeconds", store.Duration);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RestoreDifference difference)
    {
        json.WriteStartObject();
        json.WriteString("store", difference.Store.ToString());
        json.WriteString("kind", difference.Kind);
        json.WriteString("name", difference.Name);
        ReportJson.WriteNumber(json, "before", difference.Before);
        ReportJson.WriteNumber(json, "after", difference.After);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RetentionDecision decision)
    {
        json.WriteStartObject();
        json.WriteString("set", decision.Set);
        json.WriteBoolean("kept", decision.Kept);
        json.WriteString("reason", decision.Reason);
        ReportJson.WriteTime(json, "snapshotAt", decision.SnapshotAt);
        json.WriteString("state", decision.State.ToString());
        json.WriteNumber("bytes", decision.Bytes);
        json.WriteBoolean("removed", decision.Removed);
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, IReadOnlyList<string> notes, string failure, string nextAction)
    {
        ReportJson.WriteTexts(json, "notes", notes);
        json.WriteString("failure", failure);
        json.WriteString("nextAction", nextAction);
        json.WriteEndObject();
    }
}
