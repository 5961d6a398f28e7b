using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>The project has no store that a part of the set could be restored into.</summary>
public sealed class RestoreTargetMissingException(DataStoreKind kind, string reason)
    : DeployOpsException(
        "RestoreTargetMissing",
        FailureKind.NotFound,
        $"The set holds {kind}, and there is nothing to restore it into: {reason}; nothing was changed.",
        $"Name the store in the environment file (or in backup.{kind.ToString().ToLowerInvariant()}.url-variable), or leave it out: -Store (--store).")
{
    /// <summary>The kind of store.</summary>
    public DataStoreKind Store { get; } = kind;
}
