using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>How a backup is made. What is not named comes from the settings.</summary>
public sealed record CreateBackupOptions
{
    /// <summary>Only these stores; all that the project has when empty. A named one that the project does not have is a failure.</summary>
    public IReadOnlyList<DataStoreKind> Stores { get; init; } = [];

    /// <summary>The folder that the sets lie in, each project in its own folder.</summary>
    public string? Destination { get; init; }

    /// <summary>A second folder that the finished set is copied to.</summary>
    public string? CopyTo { get; init; }

    /// <summary>How thoroughly the set is looked at afterwards.</summary>
    public VerificationLevel? Verify { get; init; }

    /// <summary>Remove nothing afterwards.</summary>
    public bool SkipRetention { get; init; }

    /// <summary>Only say what would be done.</summary>
    public bool IsPlan { get; init; }

    /// <summary>Why it is made, for the manifest.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether DeployOps itself makes it before a restore: it is then no backup that retention or the health counts.</summary>
    public bool IsSafetySet { get; init; }

    /// <summary>How long each store may take; the setting when <see langword="null"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Is told how far it is.</summary>
    public Action<BackupProgress> OnProgress { get; init; } = static _ => { };
}
