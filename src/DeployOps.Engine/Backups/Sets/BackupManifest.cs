namespace DeployOps.Engine.Backups.Sets;

/// <summary>What a set says of itself: <c>manifest.json</c>, sealed with a hash over its own bytes. It holds names, numbers and times, never a value.</summary>
public sealed record BackupManifest
{
    /// <summary>The format that this version writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The set's name, which is also that of its folder: <c>20261121T020000Z-4f2a</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The compose project's name.</summary>
    public required string Stack { get; init; }

    /// <summary>The state.</summary>
    public required BackupState State { get; init; }

    /// <summary>When it was begun, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the last store was done, in UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who made it, as <c>user@machine</c>.</summary>
    public string By { get; init; } = "";

    /// <summary>The process that writes it, as long as it is <see cref="BackupState.Partial"/>.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The version of DeployOps.</summary>
    public string ToolVersion { get; init; } = "";

    /// <summary>Why it was made when nobody asked for it, such as <c>safety set before restore of 20261121T020000Z-4f2a</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether DeployOps took it itself before a restore. Sets of before this field existed say it by their <see cref="Reason"/> alone, and have <see langword="null"/>.</summary>
    public bool? IsSafetySet { get; init; }

    /// <summary>How its files are encrypted; <see langword="null"/> when they are not.</summary>
    public EncryptionRecord? Encryption { get; init; }

    /// <summary>The stores, ordered by kind.</summary>
    public IReadOnlyList<StoreRecord> Stores { get; init; } = [];

    /// <summary>The looks at it, oldest first.</summary>
    public IReadOnlyList<VerificationRecord> Verifications { get; init; } = [];
}
