namespace DeployOps.Engine.Backups.Retention;

/// <summary>What becomes of a set.</summary>
/// <param name="Set">Its name; for a copy in <c>backup.copy-to</c> its folder's full path.</param>
/// <param name="Kept">Whether it is kept.</param>
/// <param name="Reason">Why, such as <c>daily 2026-11-20</c>, <c>the last verified set</c>, <c>older than 30 days</c>.</param>
/// <param name="SnapshotAt">The moment whose state it holds, in UTC.</param>
/// <param name="State">Its state.</param>
/// <param name="Bytes">The bytes on the disk.</param>
/// <param name="Removed">Whether it is gone now.</param>
public sealed record RetentionDecision(string Set, bool Kept, string Reason, DateTimeOffset? SnapshotAt, BackupState State, long Bytes, bool Removed);
