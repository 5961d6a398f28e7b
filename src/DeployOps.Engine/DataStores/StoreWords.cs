namespace DeployOps.Engine.DataStores;

/// <summary>What stores are called in sentences.</summary>
internal static class StoreWords
{
    public static string NameOf(DataStore? store) => store is null ? "The store" : NameOf(store.Kind);

    public static string NameOf(DataStoreKind kind) => kind switch
    {
        DataStoreKind.Postgres => "PostgreSQL",
        DataStoreKind.Redis => "Redis",
        _ => "The graph",
    };
}
