using DeployOps.Engine.Preflight;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Releases.Deployment;

/// <summary>The gate did not pass, so nothing was built or replaced.</summary>
internal sealed class GateNotPassedException(GateReport report)
    : DeployOpsException("GateNotPassed", FailureKind.Usage, report.Summary, "Mend the findings of severity P0 first; each names its fix. Invoke-Preflight (deployops preflight) shows them all.")
{
    public GateReport Report { get; } = report;
}

/// <summary>A migration failed.</summary>
internal sealed class MigrationFailedException(string name, ProcessResult result, Func<string, string> redact)
    : DeployOpsException(
        "MigrationFailed",
        FailureKind.Environment,
        $"The migration {name} failed with exit code {result.ExitCode}: {LastLine(result, redact)}",
        "Look at the output log of the release, and at the state of the database, before the next deployment.")
{
    private const int LongestLine = 300;

    private static string LastLine(ProcessResult result, Func<string, string> redact)
    {
        var text = result.StandardError.Length > 0 ? result.StandardError : result.StandardOutput;
        var line = text.Show(redact).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it wrote nothing";
        return line.Length > LongestLine ? line[..LongestLine] : line;
    }
}

/// <summary>An image of the release is neither on this machine nor in its registry.</summary>
internal sealed class ReleaseImageMissingException(IReadOnlyList<string> images)
    : DeployOpsException(
        "ReleaseImageMissing",
        FailureKind.NotFound,
        $"The release has no image for {string.Join(", ", images)}. Nothing was stopped or replaced.",
        "Build or push that tag first, or leave -NoBuild (--no-build) out.");
