using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>There is nothing here that a dump could be rehearsed in.</summary>
public sealed class NoThrowawayEngineException(DataStoreKind kind, string reason) : DeployOpsException(
    "NoThrowawayEngine",
    FailureKind.Environment,
    $"The {kind} dump could not be rehearsed: {reason}. The set and the live stores are as they were.",
    $"Name an image in backup.{kind.ToString().ToLowerInvariant()}.image, or run it on a machine that has the server's programs; -Level Read needs none.")
{
    /// <summary>The kind of store.</summary>
    public DataStoreKind Store { get; } = kind;
}
