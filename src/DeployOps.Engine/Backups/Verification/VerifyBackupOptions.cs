namespace DeployOps.Engine.Backups.Verification;

/// <summary>How a set is looked at.</summary>
public sealed record VerifyBackupOptions
{
    /// <summary>The set's name or its folder; the newest that is not partial when <see langword="null"/>.</summary>
    public string? Set { get; init; }

    /// <summary>The folder that the sets lie in.</summary>
    public string? Destination { get; init; }

    /// <summary>How thoroughly.</summary>
    public VerificationLevel Level { get; init; } = VerificationLevel.Restore;

    /// <summary>Leave the throwaway engines running, to look at them.</summary>
    public bool Keep { get; init; }

    /// <summary>How long the whole may take; the setting when <see langword="null"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Is told how far it is.</summary>
    public Action<BackupProgress> OnProgress { get; init; } = static _ => { };
}
