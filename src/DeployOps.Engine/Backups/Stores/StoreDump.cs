using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Stores;

/// <summary>What a finished dump says of itself; the manifest takes it over.</summary>
internal sealed record StoreDump
{
    /// <summary>The server's version.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>What wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>How it was written.</summary>
    public required string Format { get; init; }

    /// <summary>The moment whose state it holds.</summary>
    public required DateTimeOffset SnapshotAt { get; init; }

    /// <summary>What is in it, from the dump's own snapshot where there is one. The hash may be missing: <see cref="IStoreBackup.ReadAsync"/> takes it from the file.</summary>
    public required StoreContent Content { get; init; }

    /// <summary>Why it may not be what the store held, in one sentence without values; <see langword="null"/> when there is no such reason.</summary>
    public string? Doubt { get; init; }

    /// <summary>What an admin should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
