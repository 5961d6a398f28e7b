using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Preflight;

/// <summary>What a gate found, as a whole.</summary>
public sealed record GateReport
{
    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The findings per kind.</summary>
    public required GateCounts Counts { get; init; }

    /// <summary>The findings, by family and identifier.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The project's name. It is not named Project: a report fed to the next cmdlet would be taken as that folder.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The project's folder.</summary>
    public required string Root { get; init; }

    /// <summary>The tag that is to go live, when one was named.</summary>
    public string? Tag { get; init; }

    /// <summary>When the gate started (UTC).</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took, by a monotonic clock.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The exit code of the console face: 0 passed, 1 failed, 3 incomplete because the machine lacks a part.</summary>
    public int ExitCode => Verdict switch
    {
        Verdict.Passed => ExitCodes.Passed,
        Verdict.Failed => ExitCodes.GateFailed,
        _ => ExitCodes.Environment,
    };

    /// <summary>The verdict in one sentence, with the next step.</summary>
    public string Summary => Verdict switch
    {
        Verdict.Passed when Counts.Failed + Counts.Warned > 0 => $"PASSED, nothing blocks: {Counts}. Look at what failed or warned before you go on.",
        Verdict.Passed => $"PASSED: {Counts}.",
        Verdict.Failed => $"FAILED: {Counts}. This release must not go out yet.",
        _ => $"INCOMPLETE: {Counts}. Something that had to run was skipped; provide what is missing, or accept it with -AllowSkipped (--allow-skipped).",
    };
}
