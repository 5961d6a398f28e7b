using System.Text.Json;

namespace DeployOps.Engine.Preflight.Reports;

/// <summary>What a report as JSON says at its head.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Counts">The findings per kind.</param>
public sealed record GateHead(Verdict Verdict, GateCounts Counts)
{
    /// <summary>Reads the head of a report from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="GateReportInvalidException">It is not there, or no such report.</exception>
    public static GateHead ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new GateReportInvalidException(failure);
        }
    }

    /// <summary>Reads the head of a report that <see cref="JsonReport"/> wrote.</summary>
    /// <param name="json">The report.</param>
    /// <exception cref="GateReportInvalidException">It is no such report.</exception>
    public static GateHead Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var counts = root.GetProperty("counts");
            int Count(string name) => counts.GetProperty(name).GetInt32();
            return new GateHead(
                Enum.Parse<Verdict>(root.GetProperty("verdict").GetString() ?? ""),
                new GateCounts
                {
                    FailedP0 = Count("failedP0"),
                    FailedP1 = Count("failedP1"),
                    FailedP2 = Count("failedP2"),
                    Warned = Count("warned"),
                    Passed = Count("passed"),
                    Skipped = Count("skipped"),
                    Blocked = Count("blocked"),
                    NotApplicable = Count("notApplicable"),
                });
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new GateReportInvalidException(failure);
        }
    }
}
