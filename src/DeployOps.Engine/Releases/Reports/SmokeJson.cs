using System.Text.Json;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Engine.Releases.Reports;

/// <summary>A smoke test as JSON: see <see cref="ReportJson"/>.</summary>
internal static class SmokeJson
{
    public static void Write(Utf8JsonWriter json, SmokeReport report)
    {
        json.WriteStartObject();
        json.WriteString("type", "smoke");
        json.WriteBoolean("passed", report.Passed);
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteString("summary", report.Summary);
        json.WriteString("baseUrl", report.BaseUrl);
        ReportJson.WriteSeconds(json, "durationSeconds", report.Duration);
        ReportJson.WriteList(json, "answers", report.Answers, Write);
        ReportJson.WriteList(json, "logs", report.Logs, Write);
        ReportJson.WriteTexts(json, "notes", report.Notes);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, SmokeAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("type", "answer");
        json.WriteString("path", answer.Path);
        json.WriteBoolean("passed", answer.Passed);
        ReportJson.WriteNumber(json, "status", answer.Status);
        ReportJson.WriteNumber(json, "latencyMilliseconds", answer.Latency.TotalMilliseconds);
        json.WriteNumber("tries", answer.Tries);
        json.WriteString("detail", answer.Detail);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LogFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("service", finding.Service);
        json.WriteString("container", finding.Container);
        json.WriteString("rule", finding.Rule);
        json.WriteString("line", finding.Line);
        json.WriteNumber("count", finding.Count);
        json.WriteEndObject();
    }
}
