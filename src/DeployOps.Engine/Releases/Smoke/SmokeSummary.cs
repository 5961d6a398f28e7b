using System.Globalization;

namespace DeployOps.Engine.Releases.Smoke;

/// <summary>Puts a smoke test into one sentence.</summary>
internal static class SmokeSummary
{
    public static string Of(Uri? address, IReadOnlyList<SmokeAnswer> answers, IReadOnlyList<LogFinding> logs, bool withoutLogs)
    {
        var parts = new[] { OfAnswers(address, answers), withoutLogs ? "" : OfLogs(logs) }.Where(part => part.Length > 0);
        return $"{string.Join("; ", parts)}.";
    }

    private static string OfAnswers(Uri? address, IReadOnlyList<SmokeAnswer> answers)
    {
        var failed = answers.Where(answer => !answer.Passed).ToList();
        return answers.Count == 0 ? ""
            : failed.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"{(answers.Count == 1 ? "The request" : $"All {answers.Count} requests")} to {Shown(address)} passed")
            : string.Create(CultureInfo.InvariantCulture, $"{failed.Count} of {answers.Count} requests to {Shown(address)} failed, first {failed[0].Path}: {failed[0].Detail}");
    }

    private static string OfLogs(IReadOnlyList<LogFinding> logs) => logs.Count == 0
        ? "the logs hold nothing fatal"
        : $"found in the logs and restarts: {string.Join(", ", logs.Select(finding => $"{finding.Service} ({finding.Rule})").Distinct())}";

    private static string Shown(Uri? address) => address?.ToString().TrimEnd('/') ?? "";
}
