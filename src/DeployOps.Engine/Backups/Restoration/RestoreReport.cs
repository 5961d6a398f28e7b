using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>What came of a restore.</summary>
public sealed record RestoreReport
{
    /// <summary>The set.</summary>
    public required BackupSet Set { get; init; }

    /// <summary>Whether only the plan was wanted.</summary>
    public bool IsPlan { get; init; }

    /// <summary>Store by store.</summary>
    public IReadOnlyList<StoreRestoreResult> Stores { get; init; } = [];

    /// <summary>What changes, ordered by store, kind and name.</summary>
    public IReadOnlyList<RestoreDifference> Differences { get; init; } = [];

    /// <summary>The set that was taken of the living stores before; <see langword="null"/> when they were empty.</summary>
    public BackupSet? SafetySet { get; init; }

    /// <summary>What an admin should know, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What went wrong; empty when nothing did.</summary>
    public string Failure { get; init; } = "";

    /// <summary>What to do next; empty when nothing has to be done.</summary>
    public string NextAction { get; init; } = "";

    /// <summary>How long everything took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The console's exit code: 0 restored and equal, 1 restored and not equal or the set is damaged, 2 refused, 3 a store failed.</summary>
    public int ExitCode { get; init; }
}
