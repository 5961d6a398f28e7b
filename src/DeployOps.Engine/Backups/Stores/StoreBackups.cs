using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.Backups.Stores.Postgres;
using DeployOps.Engine.Backups.Stores.Redis;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Backups.Stores;

/// <summary>The kinds of stores as backups see them.</summary>
internal static class StoreBackups
{
    /// <summary>The way to back a kind of store up.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="ports">What it reaches outside through.</param>
    /// <param name="lookup">The value of a key as the stack sees it.</param>
    public static IStoreBackup Of(DataStoreKind kind, BackupSettings settings, BackupPorts ports, Func<string, string?> lookup) => kind switch
    {
        DataStoreKind.Postgres => new PostgresBackup(settings.Postgres, ports, lookup),
        DataStoreKind.Graph => new GraphBackup(settings.Graph, ports),
        DataStoreKind.Redis => new RedisBackup(settings.Redis),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
