namespace DeployOps.Engine.Backups.Retention;

/// <summary>A named set must not be removed. Nothing was removed.</summary>
public sealed class BackupProtectedException(string set, string reason)
    : DeployOpsException(
        "BackupProtected",
        FailureKind.Usage,
        $"Backup '{set}' must not be removed: {reason}. Nothing was removed.",
        reason == RetentionPlan.BeingWritten
            ? "Wait until the backup or the copy that writes it has ended; what was killed on another machine may go a day after it was last written."
            : "Make a newer set and rehearse it first (Invoke-Backup, Test-Backup); then this one may go.")
{
    /// <summary>The set.</summary>
    public string Set { get; } = set;
}

/// <summary>The operating system would not let a set be removed.</summary>
public sealed class BackupNotRemovedException(string set, string folder, Exception? innerException)
    : DeployOpsException(
        "BackupNotRemoved",
        innerException is UnauthorizedAccessException ? FailureKind.Permission : FailureKind.Environment,
        $"Backup '{set}' could not be removed from '{folder}'; it is as it was.",
        "Let this account write the folder, close programs that have a file of the set open, and run the command again.",
        innerException)
{
    /// <summary>The set.</summary>
    public string Set { get; } = set;
}
