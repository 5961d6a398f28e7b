using System.Text.Json;
using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Preflight.Reports;

/// <summary>A gate as SARIF 2.1.0 (OASIS standard), which code hosts and editors show beside the lines it is about.</summary>
public static class SarifReport
{
    /// <summary>Writes the report. Passed findings are results of kind <c>pass</c>, so that a viewer can tell them from what was not asked.</summary>
    public static void Write(Stream target, GateReport report)
    {
        using var json = new Utf8JsonWriter(target, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, report);
        WriteInvocation(json, report);
        json.WriteStartArray("results");
        foreach (var finding in report.Findings)
        {
            WriteResult(json, report, finding);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, GateReport report)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "DeployOps");
        json.WriteString("version", typeof(SarifReport).Assembly.GetName().Version!.ToString(3));
        json.WriteStartArray("rules");
        foreach (var rule in report.Findings.DistinctBy(finding => finding.Id))
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteMessage(json, "shortDescription", rule.Title);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", LevelOf(rule.Severity));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("severity", rule.Severity.ToString());
            json.WriteString("row", rule.Row);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, GateReport report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteString("startTimeUtc", report.Started.UtcDateTime);
        json.WriteString("endTimeUtc", (report.Started + report.Duration).UtcDateTime);
        json.WriteStartObject("properties");
        json.WriteString("verdict", report.Verdict.ToString());
        json.WriteString("tag", report.Tag);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, GateReport report, Finding finding)
    {
        var (kind, level) = finding.Status switch
        {
            FindingStatus.Fail => ("fail", LevelOf(finding.Severity)),
            FindingStatus.Warn => ("review", "none"),
            FindingStatus.Pass => ("pass", "none"),
            FindingStatus.NotApplicable => ("notApplicable", "none"),
            _ => ("open", "none"),
        };
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Id);
        json.WriteString("kind", kind);
        json.WriteString("level", level);
        WriteMessage(json, "message", Sentence(finding));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", LocationOf(report, finding));
        json.WriteEndObject();
        if (finding.Line is { } line)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", line);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteString("status", finding.Status.ToString());
        json.WriteString("subject", finding.Subject);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string LevelOf(Severity severity) => severity switch
    {
        Severity.P0 => "error",
        Severity.P1 => "warning",
        _ => "note",
    };

    private static string Sentence(Finding finding)
    {
        var subject = finding.Subject.Length == 0 ? "" : $"{finding.Subject}: ";
        var message = finding.Message.Length == 0 ? finding.Title : finding.Message;
        return finding.Fix.Length == 0 ? subject + message : $"{subject}{message} {finding.Fix}";
    }

    // A result without a place is not shown by most viewers, so the project's configuration stands in.
    private static string LocationOf(GateReport report, Finding finding)
    {
        var file = finding.File ?? "deployops.yml";
        return Path.IsPathRooted(file)
            ? new Uri(file).AbsoluteUri
            : string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
