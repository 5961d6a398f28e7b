namespace DeployOps.Engine.DataStores.Testing;

/// <summary>The project names no data store.</summary>
public sealed class NoDataStoreException(string project)
    : DeployOpsException(
        "NoDataStore",
        FailureKind.NotFound,
        $"No key of the project '{project}' names a data store: neither its environment files nor the process environment have DATABASE_URL, REDIS_URL, NEO4J_URI or the variables of their images. Nothing was contacted.",
        "Run it in the project's folder or name the folder, look whether the environment files are there, or name the keys with backup.postgres.url-variable and its like in deployops.yml.");

/// <summary>A store that was asked for is none of the project's.</summary>
public sealed class UnknownDataStoreException(string project, IReadOnlyList<DataStoreKind> missing, IReadOnlyList<DataStoreKind> known)
    : DeployOpsException(
        "UnknownDataStore",
        FailureKind.NotFound,
        $"No key of the project '{project}' names {string.Join(" or ", missing)}. Nothing was contacted.",
        $"Its stores are {string.Join(", ", known)}; leave the others out, or name their keys in deployops.yml.")
{
    /// <summary>Those that are missing.</summary>
    public IReadOnlyList<DataStoreKind> Missing { get; } = missing;
}
