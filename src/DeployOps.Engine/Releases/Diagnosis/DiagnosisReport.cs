namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>Why a stack is not well, in the order of the runbook (row RB14), ended by a ranked guess and the next command.</summary>
public sealed record DiagnosisReport
{
    /// <summary>The compose project's name. It is not named Project: a report fed to the next cmdlet would be taken as that folder.</summary>
    public required string StackName { get; init; }

    /// <summary>When it was looked at (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What was looked at, in order, with what was seen.</summary>
    public required IReadOnlyList<DiagnosisStep> Steps { get; init; }

    /// <summary>The causes, the likeliest first; empty when nothing is wrong.</summary>
    public required IReadOnlyList<ProbableCause> Causes { get; init; }

    /// <summary>The likeliest cause in one sentence, or that nothing is wrong.</summary>
    public required string Summary { get; init; }

    /// <summary>The exit code: 0 when nothing is wrong, 1 otherwise.</summary>
    public int ExitCode => Causes.Count == 0 ? ExitCodes.Passed : ExitCodes.GateFailed;
}
