using System.Text.Json;
using DeployOps.Engine.DataStores.Testing;
using DeployOps.Engine.Releases.Reports;

namespace DeployOps.Engine.Backups.Reports;

/// <summary>What came of trying the stores as JSON: see <see cref="BackupJson"/>.</summary>
internal static class StoreTestJson
{
    public static void Write(Utf8JsonWriter json, DataStoreTestReport report)
    {
        json.WriteStartObject();
        json.WriteString("type", "stores");
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteBoolean("passed", report.Passed);
        json.WriteString("project", report.ProjectName);
        ReportJson.WriteList(json, "steps", report.Steps, Write);
        ReportJson.WriteTexts(json, "notes", report.Notes);
        json.WriteString("nextAction", report.NextAction);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, DataStoreTestStep step)
    {
        json.WriteStartObject();
        json.WriteString("type", "storeStep");
        json.WriteString("store", step.Store.ToString());
        json.WriteString("step", step.Step);
        ReportJson.WriteFlag(json, "passed", step.Passed);
        ReportJson.WriteNumber(json, "medianMilliseconds", step.Median?.TotalMilliseconds);
        ReportJson.WriteNumber(json, "percentile95Milliseconds", step.Percentile95?.TotalMilliseconds);
        json.WriteString("detail", step.Detail);
        json.WriteEndObject();
    }
}
