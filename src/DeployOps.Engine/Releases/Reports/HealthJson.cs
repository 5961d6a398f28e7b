using System.Text.Json;
using DeployOps.Engine.Releases.Health;

namespace DeployOps.Engine.Releases.Reports;

/// <summary>The health of a stack as JSON: see <see cref="ReportJson"/>.</summary>
internal static class HealthJson
{
    public static void Write(Utf8JsonWriter json, StackHealth health)
    {
        json.WriteStartObject();
        json.WriteString("type", "health");
        json.WriteString("level", health.Level.ToString());
        json.WriteNumber("exitCode", health.ExitCode);
        json.WriteString("summary", health.Summary);
        json.WriteString("stackName", health.StackName);
        ReportJson.WriteTime(json, "time", health.Time);
        json.WriteString("application", health.Application?.ToString());
        ReportJson.WriteList(json, "services", health.Services, Write);
        ReportJson.WriteList(json, "stores", health.Stores, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ServiceHealth service)
    {
        json.WriteStartObject();
        json.WriteString("service", service.Service);
        json.WriteString("verdict", service.Verdict.ToString());
        json.WriteString("level", service.Level.ToString());
        json.WriteString("detail", service.Detail);
        json.WriteString("image", service.Image);
        json.WriteNumber("containers", service.Containers);
        ReportJson.WriteSeconds(json, "uptimeSeconds", service.Uptime);
        json.WriteNumber("restarts", service.Restarts);
        ReportJson.WriteNumber(json, "processorPercent", service.ProcessorPercent);
        ReportJson.WriteNumber(json, "memoryBytes", service.MemoryBytes);
        ReportJson.WriteNumber(json, "memoryLimitBytes", service.MemoryLimitBytes);
        ReportJson.WriteNumber(json, "diskBytes", service.DiskBytes);
        ReportJson.WriteNumber(json, "logBytesPerHour", service.LogBytesPerHour);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StoreHealth store)
    {
        json.WriteStartObject();
        json.WriteString("store", store.Store);
        json.WriteString("level", store.Level.ToString());
        ReportJson.WriteNumber(json, "latencyMilliseconds", store.Latency?.TotalMilliseconds);
        ReportJson.WriteNumber(json, "limitMilliseconds", store.Limit.TotalMilliseconds);
        json.WriteString("application", store.Application?.ToString());
        json.WriteString("detail", store.Detail);
        json.WriteEndObject();
    }
}
