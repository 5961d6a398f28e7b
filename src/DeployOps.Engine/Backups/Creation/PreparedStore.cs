using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>A store that is to be backed up, after the first look at it.</summary>
internal sealed record PreparedStore
{
    /// <summary>The store.</summary>
    public required DataStore Store { get; init; }

    /// <summary>The way to back its kind up.</summary>
    public required IStoreBackup Backup { get; init; }

    /// <summary>The open way to it; <see langword="null"/> when there is none.</summary>
    public OpenDataStore? Way { get; init; }

    /// <summary>What it says of itself; <see langword="null"/> when it could not be asked.</summary>
    public StoreEstimate? Estimate { get; init; }

    /// <summary>Why it could not be asked; <see langword="null"/> when it could.</summary>
    public DeployOpsException? Failure { get; init; }

    /// <summary>The kind.</summary>
    public DataStoreKind Kind => Store.Kind;

    /// <summary>What the manifest says of it before its dump.</summary>
    public StoreRecord Record => new()
    {
        Kind = Kind,
        Source = SourceOf(Store),
        Service = Way?.Access.Container?.Service,
        ServerVersion = Estimate?.ServerVersion ?? "",
        SourceBytes = Estimate?.Bytes,
    };

    private static string SourceOf(DataStore store)
    {
        var database = store.Postgres?.Database ?? store.Graph?.Database;
        return store.Endpoint is null ? "" : database is { Length: > 0 } ? $"{store.Endpoint}/{database}" : $"{store.Endpoint}";
    }
}
