using System.Collections.ObjectModel;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
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

    /// <summary>The stores that the project has and backs up; <see langword="null"/> when nobody could say: then those of the sets.</summary>
    public IReadOnlyList<DataStoreKind>? Stores { get; init; }

    /// <summary>Which file a set or a copy lacks, by its folder; those that lack none are not in it.</summary>
    public IReadOnlyDictionary<string, string> Lacking { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The sets of this installation.</summary>
    public IEnumerable<BackupSet> Own => Sets.Where(set => set.OtherOrigin.Length == 0);

    /// <summary>Sets whose moment lies in the future.</summary>
    public IEnumerable<BackupSet> FromTheFuture => Own.Where(set => !IsPast(set));

    /// <summary>The newest set of any state that was not made for safety before a restore.</summary>
    public BackupSet? Last => Own.Where(set => IsPast(set) && set is { Manifest: not null, IsSafetySet: false }).MaxBy(set => set.Manifest!.StartedAt);

    /// <summary>The newest set that says it is verified, whatever became of it since.</summary>
    public BackupSet? LastCalledVerified => Own.Where(set => IsPast(set) && set.State == BackupState.Verified).MaxBy(set => set.SnapshotAt);

    /// <summary>The newest verified set that has its files and did not fail its last look.</summary>
    public BackupSet? LastVerified => Proven.MaxBy(set => set.SnapshotAt);

    /// <summary>The stores that are judged.</summary>
    public IReadOnlyList<DataStoreKind> Kinds => Stores is { Count: > 0 } now ? now
        : [.. Own.Where(IsPast).SelectMany(set => set.Manifest?.Stores ?? []).Select(store => store.Kind).Distinct().Order()];

    /// <summary>The sets that a loss now would be made good from: the last proven one with each store.</summary>
    public IReadOnlyList<BackupSet> Needed => [.. Kinds.Select(LastVerifiedWith).OfType<BackupSet>().DistinctBy(set => set.Path)];

    /// <summary>How old the state of the store is whose last proven set is the oldest.</summary>
    public TimeSpan? RecoveryPoint => Kinds.Any(kind => LastVerifiedWith(kind) is null) ? null : Needed.Min(set => set.SnapshotAt) is { } moment ? Now - moment : null;

    /// <summary>How long it took to restore the slowest of those sets: one of a single store is restored quickly, and says nothing of the others.</summary>
    public TimeSpan? RecoveryTime => Needed.Max(set => set.LastRehearsal?.Duration);

    private IEnumerable<BackupSet> Proven => Own.Where(set => IsPast(set) && set.State == BackupState.Verified && !Lacking.ContainsKey(set.Path) && set.LastVerdict is not { Passed: false });

    /// <summary>The last proven set that holds a store.</summary>
    public BackupSet? LastVerifiedWith(DataStoreKind kind) => Proven.Where(set => set.Manifest!.Stores.Any(store => store.Kind == kind)).MaxBy(set => set.SnapshotAt);

    private bool IsPast(BackupSet set) => (set.SnapshotAt ?? DateTimeOffset.MinValue) <= Now + ClockTolerance;
}
