using System.Text.Json;
using DeployOps.Engine.Preflight.Reports;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Reports;

/// <summary>A release as JSON: see <see cref="ReportJson"/>.</summary>
internal static class ReleaseReportJson
{
    public static void Write(Utf8JsonWriter json, ReleaseReport report)
    {
        json.WriteStartObject();
        json.WriteString("type", "release");
        json.WriteString("kind", report.Kind.ToString());
        json.WriteString("result", report.Result.ToString());
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteString("summary", report.Summary);
        json.WriteBoolean("isPlan", report.IsPlan);
        json.WriteNumber("number", report.Number);
        json.WriteString("project", report.ProjectName);
        json.WriteString("root", report.Root);
        json.WriteString("tag", report.Tag);
        json.WriteString("previousTag", report.PreviousTag);
        json.WriteString("liveTag", report.LiveTag);
        ReportJson.WriteTime(json, "started", report.Started);
        ReportJson.WriteSeconds(json, "durationSeconds", report.Duration);
        ReportJson.WriteList(json, "steps", report.Steps, Write);
        ReportJson.WriteList(json, "services", report.Services, Write);
        ReportJson.WritePart(json, "failure", report.Failure, Write);
        ReportJson.WriteTexts(json, "notes", report.Notes);
        ReportJson.WritePart(json, "gate", report.Gate, JsonReport.WriteTo);
        ReportJson.WritePart(json, "smoke", report.Smoke, SmokeJson.Write);
        ReportJson.WritePart(json, "diagnosis", report.Diagnosis, DiagnosisJson.Write);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ReleaseProgress progress)
    {
        json.WriteStartObject();
        json.WriteString("type", "progress");
        json.WriteString("step", progress.Step.ToString());
        json.WriteString("outcome", progress.Outcome.ToString());
        json.WriteString("service", progress.Service);
        json.WriteString("message", progress.Message);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, StepReport step)
    {
        json.WriteStartObject();
        json.WriteString("step", step.Step.ToString());
        json.WriteString("outcome", step.Outcome.ToString());
        ReportJson.WriteTime(json, "started", step.Started);
        ReportJson.WriteSeconds(json, "durationSeconds", step.Duration);
        json.WriteString("detail", step.Detail);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ServiceRelease service)
    {
        json.WriteStartObject();
        json.WriteString("service", service.Service);
        json.WriteString("reference", service.Reference);
        json.WriteBoolean("isAsWanted", service.IsAsWanted);
        json.WriteString("state", service.State);
        json.WriteString("wantedImageId", service.WantedImageId);
        json.WriteString("runningImageId", service.RunningImageId);
        json.WriteEndObject();
    }

    /// <summary>The Minimum Failure Record (row RB12).</summary>
    public static void Write(Utf8JsonWriter json, FailureRecord failure)
    {
        json.WriteStartObject();
        json.WriteString("what", failure.What);
        ReportJson.WriteTime(json, "when", failure.When);
        json.WriteString("step", failure.Step);
        json.WriteString("firstError", failure.FirstError);
        json.WriteString("logLocation", failure.LogLocation);
        json.WriteString("actionTaken", failure.ActionTaken);
        json.WriteString("nextAction", failure.NextAction);
        json.WriteString("owner", failure.Owner);
        json.WriteEndObject();
    }
}
