using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Backups;

/// <summary>Which kinds of stores the settings let into backups.</summary>
internal static class EnabledStores
{
    /// <summary>The section of a kind of store.</summary>
    public static BackupStoreSettings Of(this BackupSettings settings, DataStoreKind kind) => kind switch
    {
        DataStoreKind.Postgres => settings.Postgres,
        DataStoreKind.Redis => settings.Redis,
        _ => settings.Graph,
    };

    /// <summary>Whether a kind of store is backed up when nobody names one.</summary>
    public static bool IsEnabled(this BackupSettings settings, DataStoreKind kind) => settings.Of(kind).IsEnabled;
}
