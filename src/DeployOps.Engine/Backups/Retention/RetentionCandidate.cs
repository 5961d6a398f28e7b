using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Retention;

/// <summary>A set as retention judges it.</summary>
/// <param name="Set">The set.</param>
/// <param name="IsBeingWritten">Whether a process is at it, or may be.</param>
/// <param name="Lack">Which file of its manifest is not there or has another size; <see langword="null"/> when none. A set that lacks one does not displace another.</param>
internal sealed record RetentionCandidate(BackupSet Set, bool IsBeingWritten = false, string? Lack = null)
{
    // Clocks of machines differ a little; what is further ahead was made by a clock that was wrong.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>The moment whose state it holds; for a set without a manifest, when its folder was named.</summary>
    public DateTimeOffset? At => Set.SnapshotAt ?? BackupId.TimeOf(BackupId.OfFolder(Path.GetFileName(Set.Path)));

    /// <summary>Whether it was taken by DeployOps itself before a restore.</summary>
    public bool IsSafetySet => Set.IsSafetySet;

    /// <summary>Whether it is of this installation, and none of another that shares the folder.</summary>
    public bool IsOwn => Set.OtherOrigin.Length == 0;

    /// <summary>The stores that it holds to their end.</summary>
    public IReadOnlyList<DataStoreKind> Kinds =>
        [.. (Set.Manifest?.Stores ?? []).Where(store => store.IsComplete || Set.State >= BackupState.Complete).Select(store => store.Kind).Distinct().Order()];

    /// <summary>Whether the last look that came to a verdict did not find what it should. What only stood in the way of a look says nothing.</summary>
    public bool FailedItsLook => Set.LastVerdict is { Passed: false };

    /// <summary>Whether something can be restored from it as far as is known.</summary>
    public bool IsGood => Set.State >= BackupState.Complete && Lack is null && !FailedItsLook;

    /// <summary>Whether it is good, and was restored once.</summary>
    public bool IsVerified => IsGood && Set.State == BackupState.Verified;

    /// <summary>Whether its writer was stopped before its folder had its final name.</summary>
    public bool IsUnfinished => BackupId.IsPartialFolder(Path.GetFileName(Set.Path)) || (Set.Manifest is { State: BackupState.Partial } && Set.Problem is null);

    /// <summary>Whether its state is one of a moment that is still to come.</summary>
    public bool IsOfTheFuture(DateTimeOffset now) => At is { } at && at > now + ClockTolerance;
}
