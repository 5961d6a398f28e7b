namespace DeployOps.Engine.DataStores;

/// <summary>The keys name a store, and no address comes of them. Their values are not shown.</summary>
public sealed class StoreNotUsableException(DataStore store)
    : DeployOpsException(
        "StoreNotUsable",
        FailureKind.InvalidData,
        $"{StoreWords.NameOf(store)} has no address to be used: {store?.Problem ?? "none is set"}. It was not contacted.",
        $"Look at {store?.Keys}.")
{
    /// <summary>The names of the keys.</summary>
    public string Keys { get; } = store?.Keys ?? "";
}

/// <summary>A store is a service of the stack, and the docker engine does not say where its container is.</summary>
public sealed class StoreEngineUnreachableException(DataStore store, DeployOpsException innerException)
    : DeployOpsException(
        innerException?.ErrorId ?? "DockerDaemonUnreachable",
        innerException?.Kind ?? FailureKind.Environment,
        $"{StoreWords.NameOf(store)} is a service of the stack, and its container was not found: {innerException?.Message} It was not contacted.",
        innerException?.RecommendedAction ?? "",
        innerException);
