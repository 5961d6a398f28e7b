using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>The disk has no room for the copy that a rehearsal restores; nothing was started.</summary>
public sealed class NoRoomForRehearsalException(DataStoreKind kind, string disk, long needed, long free) : DeployOpsException(
    "NoRoomForRehearsal",
    FailureKind.Environment,
    $"The {kind} dump was not rehearsed: its copy may need {Amounts.Size(needed)}, and the disk of {disk} has {Amounts.Size(free)} free. A disk that runs full would stop the live stack.",
    "Make room, or copy the set to another machine and rehearse it there (Copy-Backup, Test-Backup); -Level Read needs no room.")
{
    /// <summary>The kind of store.</summary>
    public DataStoreKind Store { get; } = kind;
}
