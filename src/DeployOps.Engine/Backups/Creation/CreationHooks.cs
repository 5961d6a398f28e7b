using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>What a backup leans on besides its ports; replaced in tests. What is <see langword="null"/> is the real one.</summary>
internal sealed record CreationHooks
{
    /// <summary>Finds the stores.</summary>
    public Func<CancellationToken, Task<ProjectStores>>? FindStores { get; init; }

    /// <summary>The way to back a kind of store up.</summary>
    public Func<DataStoreKind, IStoreBackup>? StoreOf { get; init; }

    /// <summary>The bytes that are free at a path; <see langword="null"/> when that cannot be said.</summary>
    public Func<string, long?>? FreeSpace { get; init; }

    /// <summary>Verifies the new set.</summary>
    public Func<VerifyBackupOptions, CancellationToken, Task<BackupVerificationReport>>? Verify { get; init; }

    /// <summary>Copies the new set: its name, where it lies, where it goes.</summary>
    public Func<string, string?, string, CancellationToken, Task<BackupSet>>? Copy { get; init; }

    /// <summary>Removes old sets.</summary>
    public Func<RemoveBackupsOptions, CancellationToken, Task<RetentionReport>>? Remove { get; init; }
}
