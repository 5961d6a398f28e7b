using System.Text.Encodings.Web;
using System.Text.Json;
using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Preflight.Reports;

/// <summary>
/// A gate as JSON: <c>{ "verdict", "summary", "project", "tag", "started", "durationSeconds", "counts", "findings": [ … ] }</c>.
/// A finding is <c>{ "id", "title", "family", "severity", "status", "subject", "file", "line", "message", "fix", "row" }</c>.
/// </summary>
public static class JsonReport
{
    // Relaxed, so that Hangul and quotes stay readable in a terminal; the report is not embedded in HTML.
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the whole report.</summary>
    public static void Write(Stream target, GateReport report)
    {
        using var json = new Utf8JsonWriter(target, Indented);
        WriteTo(json, report);
    }

    /// <summary>Writes the whole report as a part of a larger document.</summary>
    internal static void WriteTo(Utf8JsonWriter json, GateReport report)
    {
        json.WriteStartObject();
        WriteHead(json, report);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            WriteFinding(json, finding);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes one finding as one line (NDJSON), without the line's end.</summary>
    public static void WriteLine(Stream target, Finding finding)
    {
        using var json = new Utf8JsonWriter(target, OneLine);
        WriteFinding(json, finding);
    }

    /// <summary>Writes the verdict as one line (NDJSON), without the line's end: the report without its findings.</summary>
    public static void WriteLine(Stream target, GateReport report)
    {
        using var json = new Utf8JsonWriter(target, OneLine);
        json.WriteStartObject();
        WriteHead(json, report);
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, GateReport report)
    {
        json.WriteString("verdict", report.Verdict.ToString());
        json.WriteString("summary", report.Summary);
        json.WriteString("project", report.ProjectName);
        json.WriteString("tag", report.Tag);
        json.WriteString("started", report.Started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("durationSeconds", Math.Round(report.Duration.TotalSeconds, 3));
        json.WriteStartObject("counts");
        json.WriteNumber("failedP0", report.Counts.FailedP0);
        json.WriteNumber("failedP1", report.Counts.FailedP1);
        json.WriteNumber("failedP2", report.Counts.FailedP2);
        json.WriteNumber("warned", report.Counts.Warned);
        json.WriteNumber("passed", report.Counts.Passed);
        json.WriteNumber("skipped", report.Counts.Skipped);
        json.WriteNumber("blocked", report.Counts.Blocked);
        json.WriteNumber("notApplicable", report.Counts.NotApplicable);
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("title", finding.Title);
        json.WriteString("family", finding.Family.ToString());
        json.WriteString("severity", finding.Severity.ToString());
        json.WriteString("status", finding.Status.ToString());
        json.WriteString("subject", finding.Subject);
        json.WriteString("file", finding.File);
        if (finding.Line is { } line)
        {
            json.WriteNumber("line", line);
        }
        else
        {
            json.WriteNull("line");
        }

        json.WriteString("message", finding.Message);
        json.WriteString("fix", finding.Fix);
        json.WriteString("row", finding.Row);
        json.WriteEndObject();
    }
}
