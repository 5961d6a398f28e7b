using System.Text.Encodings.Web;
using System.Text.Json;
using DeployOps.Engine.Backups.Health;
using DeployOps.Engine.Backups.Restoration;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.DataStores.Testing;
using DeployOps.Engine.Releases.Reports;

namespace DeployOps.Engine.Backups.Reports;

/// <summary>
/// What the operations of backups say, as JSON for other programs: one document, or one object a line (NDJSON), in the manner of
/// <see cref="ReportJson"/>. Every object has a <c>type</c>, and every field is there even where it is <c>null</c>. Times are UTC, durations are
/// seconds, sizes bytes.
/// </summary>
public static class BackupJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes what came of a backup (<c>backup</c>), without the line's end.</summary>
    public static void Write(Stream target, BackupReport report, bool oneLine = false) => Write(target, oneLine, json => BackupReportJson.Write(json, report));

    /// <summary>Writes how far an operation is (<c>progress</c>) as one line, without the line's end.</summary>
    public static void Write(Stream target, BackupProgress progress) => Write(target, oneLine: true, json => BackupReportJson.Write(json, progress));

    /// <summary>Writes what a look at a set found (<c>verification</c>), without the line's end.</summary>
    public static void Write(Stream target, BackupVerificationReport report, bool oneLine = false) => Write(target, oneLine, json => BackupReportJson.Write(json, report));

    /// <summary>Writes what came of a restore (<c>restore</c>), without the line's end.</summary>
    public static void Write(Stream target, RestoreReport report, bool oneLine = false) => Write(target, oneLine, json => BackupReportJson.Write(json, report));

    /// <summary>Writes what retention kept and removed (<c>retention</c>), without the line's end.</summary>
    public static void Write(Stream target, RetentionReport report, bool oneLine = false) => Write(target, oneLine, json => BackupReportJson.Write(json, report));

    /// <summary>Writes sets (<c>backups</c>), without the line's end.</summary>
    public static void Write(Stream target, IReadOnlyList<BackupSet> sets, bool oneLine = false) => Write(target, oneLine, json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "backups");
        ReportJson.WriteList(json, "sets", sets, BackupSetJson.Write);
        json.WriteEndObject();
    });

    /// <summary>Writes one set (<c>set</c>), without the line's end.</summary>
    public static void Write(Stream target, BackupSet set, bool oneLine = false) => Write(target, oneLine, json => BackupSetJson.Write(json, set));

    /// <summary>Writes how the backups stand (<c>backupHealth</c>), without the line's end.</summary>
    public static void Write(Stream target, BackupHealthReport report, bool oneLine = false) => Write(target, oneLine, json => BackupReportJson.Write(json, report));

    /// <summary>Writes the task (<c>backupTask</c>), without the line's end; <c>null</c> when there is none.</summary>
    public static void Write(Stream target, BackupTask? task, bool oneLine = false) => Write(target, oneLine, json =>
    {
        if (task is null)
        {
            json.WriteNullValue();
            return;
        }

        BackupReportJson.Write(json, task);
    });

    /// <summary>Writes what came of trying the stores (<c>stores</c>), without the line's end.</summary>
    public static void Write(Stream target, DataStoreTestReport report, bool oneLine = false) => Write(target, oneLine, json => StoreTestJson.Write(json, report));

    /// <summary>Writes one step with a store (<c>storeStep</c>) as one line, without the line's end.</summary>
    public static void Write(Stream target, DataStoreTestStep step) => Write(target, oneLine: true, json => StoreTestJson.Write(json, step));

    private static void Write(Stream target, bool oneLine, Action<Utf8JsonWriter> content)
    {
        using var json = new Utf8JsonWriter(target, oneLine ? OneLine : Indented);
        content(json);
    }
}
