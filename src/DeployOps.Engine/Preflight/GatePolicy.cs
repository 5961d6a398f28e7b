using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Preflight;

/// <summary>Turns findings into a verdict.</summary>
public sealed record GatePolicy
{
    /// <summary>The least severity whose failure blocks; <see cref="Severity.P0"/> unless the admin is stricter.</summary>
    public Severity FailOn { get; init; } = Severity.P0;

    /// <summary>Whether the gate may be green although something that had to run was skipped.</summary>
    public bool AllowSkipped { get; init; }

    /// <summary>Judges findings.</summary>
    public Verdict Judge(IReadOnlyCollection<Finding> findings)
    {
        // A blocked question counts as failed: something it rests on is broken, not merely absent.
        if (findings.Any(finding => finding.Status is FindingStatus.Fail or FindingStatus.Blocked && finding.Severity <= FailOn))
        {
            return Verdict.Failed;
        }

        return findings.Any(HadToRun) && !AllowSkipped ? Verdict.Incomplete : Verdict.Passed;
    }

    // What merely informs (P2) does not have to run, and neither does an optional check.
    private static bool HadToRun(Finding finding) =>
        finding.Status is FindingStatus.Skipped or FindingStatus.Blocked && !finding.Optional && finding.Severity < Severity.P2;
}
