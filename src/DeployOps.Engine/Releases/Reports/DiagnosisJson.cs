using System.Text.Json;
using DeployOps.Engine.Releases.Diagnosis;

namespace DeployOps.Engine.Releases.Reports;

/// <summary>A diagnosis as JSON: see <see cref="ReportJson"/>.</summary>
internal static class DiagnosisJson
{
    public static void Write(Utf8JsonWriter json, DiagnosisReport report)
    {
        json.WriteStartObject();
        json.WriteString("type", "diagnosis");
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteString("summary", report.Summary);
        json.WriteString("stackName", report.StackName);
        ReportJson.WriteTime(json, "time", report.Time);
        ReportJson.WriteList(json, "causes", report.Causes, Write);
        ReportJson.WriteList(json, "steps", report.Steps, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ProbableCause cause)
    {
        json.WriteStartObject();
        json.WriteString("service", cause.Service);
        json.WriteString("cause", cause.Cause);
        json.WriteNumber("confidence", cause.Confidence);
        json.WriteString("explanation", cause.Explanation);
        json.WriteString("firstError", cause.FirstError);
        json.WriteString("nextCommand", cause.NextCommand);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DiagnosisStep step)
    {
        json.WriteStartObject();
        json.WriteNumber("order", step.Order);
        json.WriteString("title", step.Title);
        ReportJson.WriteFlag(json, "isGood", step.IsGood);
        ReportJson.WriteTexts(json, "observations", step.Observations);
        json.WriteEndObject();
    }
}
