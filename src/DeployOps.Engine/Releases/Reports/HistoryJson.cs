using System.Text.Json;
using DeployOps.Engine.Releases.History;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Reports;

/// <summary>The history of a project's releases as JSON: see <see cref="ReportJson"/>.</summary>
internal static class HistoryJson
{
    public static void Write(Utf8JsonWriter json, ReleaseHistory history)
    {
        var live = LiveOperation.Of(history);
        json.WriteStartObject();
        json.WriteString("type", "history");
        json.WriteString("liveTag", history.LiveTag);
        ReportJson.WriteTexts(json, "notes", history.Notes);
        ReportJson.WriteList(json, "services", history.Services, ReleaseReportJson.Write);
        ReportJson.WriteList(json, "operations", history.Operations, (json, operation) => Write(json, operation, operation == live));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReleaseOperation operation, bool isLive)
    {
        json.WriteStartObject();
        json.WriteNumber("number", operation.Number);
        json.WriteString("kind", operation.Kind.ToString());
        json.WriteString("tag", operation.Tag);
        json.WriteString("previousTag", operation.PreviousTag);
        json.WriteString("result", operation.Result.ToString());
        json.WriteBoolean("isLive", isLive);
        ReportJson.WriteNumber(json, "exitCode", operation.ExitCode);
        json.WriteString("stackName", operation.StackName);
        ReportJson.WriteTime(json, "started", operation.Started);
        ReportJson.WriteTime(json, "finished", operation.Finished);
        ReportJson.WriteSeconds(json, "durationSeconds", operation.Duration);
        json.WriteString("operator", operation.Operator);
        json.WriteString("machine", operation.Machine);
        json.WriteNumber("processId", operation.ProcessId);
        ReportJson.WriteFlag(json, "wasHealthyBefore", operation.WasHealthyBefore);
        json.WriteString("gateSkippedBecause", operation.GateSkippedBecause);
        ReportJson.WriteList(json, "steps", operation.Steps, ReleaseReportJson.Write);
        ReportJson.WriteList(json, "images", operation.Images, Write);
        ReportJson.WriteList(json, "previousImages", operation.PreviousImages, Write);
        ReportJson.WriteList(json, "migrations", operation.Migrations, Write);
        ReportJson.WritePart(json, "failure", operation.Failure, ReleaseReportJson.Write);
        json.WriteString("note", operation.Note);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReleaseImage image)
    {
        json.WriteStartObject();
        json.WriteString("service", image.Service);
        json.WriteString("reference", image.Reference);
        json.WriteString("id", image.Id);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MigrationRun migration)
    {
        json.WriteStartObject();
        json.WriteString("name", migration.Name);
        json.WriteBoolean("isReversible", migration.IsReversible);
        json.WriteEndObject();
    }
}
