using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Health;

/// <summary>How the backups of a project stand (rows CH8, KP11).</summary>
public sealed record BackupHealthReport
{
    /// <summary>The project's name. It is not named Project: a report fed to the next cmdlet would be taken as that folder.</summary>
    public required string ProjectName { get; init; }

    /// <summary>Whether everything is as agreed.</summary>
    public required bool Passed { get; init; }

    /// <summary>What is not, one sentence each, the worst first: <c>overdue: the last verified set is 31 h old, agreed are 26 h</c>.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>What an admin should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The last verified set that has its files.</summary>
    public BackupSet? LastVerified { get; init; }

    /// <summary>The last set of any state.</summary>
    public BackupSet? Last { get; init; }

    /// <summary>What a loss now would cost: the age of the store that was proven the longest ago; <see langword="null"/> when one never was.</summary>
    public TimeSpan? RecoveryPoint { get; init; }

    /// <summary>The agreed age (RPO).</summary>
    public TimeSpan RecoveryPointObjective { get; init; }

    /// <summary>The recovery time that was last measured.</summary>
    public TimeSpan? RecoveryTime { get; init; }

    /// <summary>The agreed recovery time (RTO).</summary>
    public TimeSpan RecoveryTimeObjective { get; init; }

    /// <summary>When the task runs next, in UTC; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>What to do next; empty when nothing has to be done.</summary>
    public string NextAction { get; init; } = "";

    /// <summary>The console's exit code: 0 as agreed, 1 not.</summary>
    public int ExitCode { get; init; }
}
