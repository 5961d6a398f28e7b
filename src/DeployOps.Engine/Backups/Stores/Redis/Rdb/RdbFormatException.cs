namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>Bytes that should be an RDB file are none, or a damaged one.</summary>
public sealed class RdbFormatException(string reason, long position) : DeployOpsException(
    "RedisDumpDamaged",
    FailureKind.InvalidData,
    $"The Redis dump cannot be read: {reason} (at byte {position}). No store was changed by reading it.",
    "Use another set: Get-Backup lists them.")
{
    /// <summary>What is wrong, without any value.</summary>
    public string Reason { get; } = reason;
}
