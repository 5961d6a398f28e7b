using System.Text.Json.Serialization;

namespace DeployOps.Engine.Backups.Sets;

/// <summary>A set as it lies in a folder.</summary>
public sealed record BackupSet
{
    /// <summary>Its name; that of the folder when the manifest cannot be read.</summary>
    public required string Id { get; init; }

    /// <summary>The folder's full path.</summary>
    public required string Path { get; init; }

    /// <summary>What it says of itself; <see langword="null"/> when that cannot be read or its seal is broken.</summary>
    public BackupManifest? Manifest { get; init; }

    /// <summary>Why its manifest cannot be trusted; <see langword="null"/> when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>What kind of problem it is.</summary>
    internal BackupFault Fault { get; init; }

    /// <summary>The project that its manifest names when that is another one; empty otherwise.</summary>
    internal string Owner { get; init; } = "";

    /// <summary>Which other installation of the project it is of, such as <c>compose project 'shop-stage'</c>; empty when it is of this one.</summary>
    [JsonIgnore]
    public string OtherOrigin { get; init; } = "";

    /// <summary>The state; a set whose manifest cannot be trusted is <see cref="BackupState.Partial"/>.</summary>
    public BackupState State => Manifest is { } manifest && Problem is null ? manifest.State : BackupState.Partial;

    /// <summary>The moment whose state it holds, in UTC: the earliest snapshot of its stores.</summary>
    public DateTimeOffset? SnapshotAt => Manifest?.Stores.Where(store => store.SnapshotAt is not null).Min(store => store.SnapshotAt) ?? Manifest?.StartedAt;

    /// <summary>How old that state is now; <see langword="null"/> when it is not known.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The bytes of its files on the disk.</summary>
    public long Bytes { get; init; }

    /// <summary>How it stands to the RPO: <c>within</c>, <c>beyond</c>, or empty when it is not <see cref="BackupState.Verified"/>.</summary>
    public string RpoStanding { get; init; } = "";

    /// <summary>The last rehearsal that it passed; <see langword="null"/> when there was none.</summary>
    [JsonIgnore]
    public VerificationRecord? LastRehearsal => Manifest?.Verifications.LastOrDefault(look => look is { Level: VerificationLevel.Restore, Passed: true });

    /// <summary>The last look that came to a verdict; one that something stood in the way of says nothing of the set.</summary>
    [JsonIgnore]
    public VerificationRecord? LastVerdict => Manifest?.Verifications.LastOrDefault(look => look.IsVerdict);

    /// <summary>Whether DeployOps took it itself before a restore.</summary>
    [JsonIgnore]
    public bool IsSafetySet => Manifest is { } manifest && (manifest.IsSafetySet ?? manifest.Reason?.StartsWith("safety set before restore of ", StringComparison.Ordinal) ?? false);

    /// <summary>The folder: what names the set to the next command, wherever the sets lie.</summary>
    public override string ToString() => Path;
}
