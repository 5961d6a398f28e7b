using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Sets;

/// <summary>What a manifest says of one store.</summary>
public sealed record StoreRecord
{
    /// <summary>What kind of store it is.</summary>
    public required DataStoreKind Kind { get; init; }

    /// <summary>Host, port and database as the application names them; never a login.</summary>
    public required string Source { get; init; }

    /// <summary>The service of the stack; <see langword="null"/> for an external server.</summary>
    public string? Service { get; init; }

    /// <summary>Whether it was written to its end.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Why not, in one sentence without values; <see langword="null"/> when it was.</summary>
    public string? Failure { get; init; }

    /// <summary>The server's version, such as <c>17.2</c>.</summary>
    public string ServerVersion { get; init; } = "";

    /// <summary>What wrote the dump, such as <c>pg_dump 17.2 (container shop-db-1)</c>.</summary>
    public string Tool { get; init; } = "";

    /// <summary>How it was written, such as <c>custom</c>, <c>rdb</c>, <c>cypher</c>.</summary>
    public string Format { get; init; } = "";

    /// <summary>How large the store said it was before the dump, in bytes: what a restored copy may need; <see langword="null"/> when it was not asked.</summary>
    public long? SourceBytes { get; init; }

    /// <summary>The moment whose state the dump holds, in UTC.</summary>
    public DateTimeOffset? SnapshotAt { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The files; the first is the dump itself.</summary>
    public IReadOnlyList<BackupFile> Files { get; init; } = [];

    /// <summary>What is in it, counted in the dump's own snapshot where the store has one.</summary>
    public StoreContent Content { get; init; } = new([], null);

    /// <summary>
    /// Why the dump may not be what the store held, in one sentence without values: a set with such a dump is never called verified. <see langword="null"/>
    /// when there is no such reason.
    /// </summary>
    public string? Doubt { get; init; }

    /// <summary>What an admin should know, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
