using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups;

/// <summary>What came of a backup.</summary>
public sealed record BackupReport
{
    /// <summary>The project's name. It is not named Project: a report fed to the next cmdlet would be taken as that folder.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The set; <see langword="null"/> for a plan.</summary>
    public BackupSet? Set { get; init; }

    /// <summary>Whether only the plan was wanted: <see cref="Stores"/> says what would be written.</summary>
    public bool IsPlan { get; init; }

    /// <summary>The stores, as the manifest has them; for a plan what is known before.</summary>
    public IReadOnlyList<StoreRecord> Stores { get; init; } = [];

    /// <summary>The look at it that followed; <see langword="null"/> when there was none.</summary>
    public VerificationRecord? Verification { get; init; }

    /// <summary>Where it was copied to, and what retention removed, and what an admin should know; one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The sets that retention removed.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>What went wrong; empty when nothing did.</summary>
    public string Failure { get; init; } = "";

    /// <summary>What to do next; empty when nothing has to be done.</summary>
    public string NextAction { get; init; } = "";

    /// <summary>How long everything took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The console's exit code: 0 when everything wanted was written and verified, 1 when a verification failed, 3 when a store could not be written.</summary>
    public int ExitCode { get; init; }
}
