using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>How a set is restored.</summary>
public sealed record RestoreBackupOptions
{
    /// <summary>The set's name or its folder; the newest verified one that holds every store asked for when <see langword="null"/>.</summary>
    public string? Set { get; init; }

    /// <summary>The folder that the sets lie in.</summary>
    public string? Destination { get; init; }

    /// <summary>Only these stores; all of the set when empty.</summary>
    public IReadOnlyList<DataStoreKind> Stores { get; init; } = [];

    /// <summary>Restore over a store that is not empty, after a safety set of it was taken.</summary>
    public bool Force { get; init; }

    /// <summary>What is replaced, for the question whether to begin; empty when nothing is to be replaced.</summary>
    public string Replaced => !Force ? ""
        : Stores.Count == 0 || Stores.Contains(DataStoreKind.Redis) ? ", over what they hold now (of Redis every database of the server, not only the one that its URL names)"
        : ", over what they hold now";

    /// <summary>Only say what would change.</summary>
    public bool IsPlan { get; init; }

    /// <summary>How long each store may take; the setting when <see langword="null"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Is told how far it is.</summary>
    public Action<BackupProgress> OnProgress { get; init; } = static _ => { };
}
