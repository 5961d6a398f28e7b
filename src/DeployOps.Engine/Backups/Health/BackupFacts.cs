using DeployOps.Engine.Backups.Schedule;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Backups.Health;

/// <summary>What the backups of a project are judged by.</summary>
/// <param name="Settings">What was agreed.</param>
/// <param name="Sets">The sets, newest first.</param>
/// <param name="Copies">The sets of the second folder; <see langword="null"/> when none was named.</param>
/// <param name="Task">The task; <see langword="null"/> when there is none.</param>
/// <param name="Now">The moment of judgement.</param>
internal sealed record BackupFacts(BackupSettings Settings, IReadOnlyList<BackupSet> Sets, IReadOnlyList<BackupSet>? Copies, BackupTask? Task, DateTimeOffset Now)
{
    // A set from the future decides nothing: a clock was wrong when it was made.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Sets whose moment lies in the future.</summary>
    public IEnumerable<BackupSet> FromTheFuture => Sets.Where(set => !IsPast(set));

    /// <summary>The newest set of any state that was not made for safety before a restore.</summary>
    public BackupSet? Last => Sets.Where(set => IsPast(set) && set.Manifest is not null and { Reason: null }).MaxBy(set => set.Manifest!.StartedAt);

    /// <summary>The newest verified set.</summary>
    public BackupSet? LastVerified => Sets.Where(set => IsPast(set) && set.State == BackupState.Verified).MaxBy(set => set.SnapshotAt);

    /// <summary>How old its state is.</summary>
    public TimeSpan? RecoveryPoint => LastVerified?.SnapshotAt is { } moment ? Now - moment : null;

    private bool IsPast(BackupSet set) => (set.SnapshotAt ?? DateTimeOffset.MinValue) <= Now + ClockTolerance;
}
