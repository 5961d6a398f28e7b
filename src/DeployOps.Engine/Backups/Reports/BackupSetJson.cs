using System.Text.Json;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Releases.Reports;

namespace DeployOps.Engine.Backups.Reports;

/// <summary>A set as JSON: see <see cref="BackupJson"/>.</summary>
internal static class BackupSetJson
{
    public static void Write(Utf8JsonWriter json, BackupSet set)
    {
        json.WriteStartObject();
        json.WriteString("type", "set");
        json.WriteString("id", set.Id);
        json.WriteString("path", set.Path);
        json.WriteString("state", set.State.ToString());
        json.WriteString("problem", set.Problem);
        json.WriteString("project", set.Manifest?.Project);
        json.WriteString("stack", set.Manifest?.Stack);
        json.WriteString("otherOrigin", set.OtherOrigin.Length == 0 ? null : set.OtherOrigin);
        ReportJson.WriteTime(json, "snapshotAt", set.SnapshotAt);
        ReportJson.WriteSeconds(json, "ageSeconds", set.Age);
        json.WriteString("rpoStanding", set.RpoStanding);
        json.WriteNumber("bytes", set.Bytes);
        ReportJson.WriteTime(json, "started", set.Manifest?.StartedAt);
        ReportJson.WriteTime(json, "ended", set.Manifest?.EndedAt);
        json.WriteString("by", set.Manifest?.By);
        json.WriteString("toolVersion", set.Manifest?.ToolVersion);
        json.WriteString("reason", set.Manifest?.Reason);
        json.WriteString("encryption", set.Manifest?.Encryption?.Method);
        ReportJson.WriteList(json, "stores", set.Manifest?.Stores ?? [], Write);
        ReportJson.WriteList(json, "verifications", set.Manifest?.Verifications ?? [], Write);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, StoreRecord store)
    {
        json.WriteStartObject();
        json.WriteString("store", store.Kind.ToString());
        json.WriteString("source", store.Source);
        json.WriteString("service", store.Service);
        json.WriteBoolean("isComplete", store.IsComplete);
        json.WriteString("failure", store.Failure);
        json.WriteString("serverVersion", store.ServerVersion);
        json.WriteString("tool", store.Tool);
        json.WriteString("format", store.Format);
        ReportJson.WriteTime(json, "snapshotAt", store.SnapshotAt);
        ReportJson.WriteSeconds(json, "durationSeconds", store.Duration);
        ReportJson.WriteList(json, "files", store.Files, Write);
        ReportJson.WriteList(json, "counts", store.Content.Counts, Write);
        json.WriteString("contentHash", store.Content.Hash);
        ReportJson.WriteTexts(json, "notes", store.Notes);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, VerificationRecord look)
    {
        json.WriteStartObject();
        ReportJson.WriteTime(json, "at", look.At);
        json.WriteString("level", look.Level.ToString());
        json.WriteBoolean("passed", look.Passed);
        ReportJson.WriteTexts(json, "findings", look.Findings);
        ReportJson.WriteTexts(json, "obstacles", look.Obstacles);
        ReportJson.WriteSeconds(json, "durationSeconds", look.Duration);
        ReportJson.WriteSeconds(json, "ageSeconds", look.Age);
        json.WriteString("by", look.By);
        ReportJson.WriteTexts(json, "engines", look.Engines);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BackupFile file)
    {
        json.WriteStartObject();
        json.WriteString("name", file.Name);
        json.WriteNumber("bytes", file.Bytes);
        json.WriteString("sha256", file.Sha256);
        json.WriteNumber("contentBytes", file.ContentBytes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ContentCount count)
    {
        json.WriteStartObject();
        json.WriteString("kind", count.Kind);
        json.WriteString("name", count.Name);
        json.WriteNumber("count", count.Count);
        json.WriteEndObject();
    }
}
