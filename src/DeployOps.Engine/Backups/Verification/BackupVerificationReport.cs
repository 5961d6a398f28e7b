using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>What a look at a set found.</summary>
public sealed record BackupVerificationReport
{
    /// <summary>The set, as it is after the look.</summary>
    public required BackupSet Set { get; init; }

    /// <summary>How thoroughly it was looked at.</summary>
    public required VerificationLevel Level { get; init; }

    /// <summary>Whether everything was as it should be.</summary>
    public required bool Passed { get; init; }

    /// <summary>Store by store.</summary>
    public IReadOnlyList<StoreVerification> Stores { get; init; } = [];

    /// <summary>What was wrong, one sentence each.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>The measured recovery time; <see langword="null"/> without a rehearsal.</summary>
    public TimeSpan? RecoveryTime { get; init; }

    /// <summary>The agreed recovery time.</summary>
    public TimeSpan RecoveryTimeObjective { get; init; }

    /// <summary>How old the set's state is: what would be lost.</summary>
    public TimeSpan RecoveryPoint { get; init; }

    /// <summary>The agreed age.</summary>
    public TimeSpan RecoveryPointObjective { get; init; }

    /// <summary>What an admin should know, one sentence each; such as an RTO that was not met.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What to do next; empty when nothing has to be done.</summary>
    public string NextAction { get; init; } = "";

    /// <summary>The console's exit code: 0 passed, 1 not, 3 when a rehearsal had no engine.</summary>
    public int ExitCode { get; init; }
}
