using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>The server cannot be backed up or restored into as it stands.</summary>
public sealed class RedisNotReadyException(DataStoreAccess access, string reason, string nextStep) : DeployOpsException(
    "RedisNotReady",
    FailureKind.Environment,
    $"{access} cannot be used: {reason}. It was left as it is.",
    nextStep);

/// <summary>The server did not give its data.</summary>
public sealed class RedisDumpFailedException(DataStoreAccess access, string reason, string nextStep, Exception? innerException = null) : DeployOpsException(
    "RedisDumpFailed",
    FailureKind.Environment,
    $"{access} did not give its data: {reason}. Its data is untouched.",
    nextStep,
    innerException);

/// <summary>The target of a restore holds data.</summary>
public sealed class RedisNotEmptyException(DataStoreAccess access, long keys) : DeployOpsException(
    "StoreNotEmpty",
    FailureKind.AlreadyExists,
    $"{access} holds {keys} keys; nothing was changed.",
    "Restore into an empty server, or use -Force: it takes a safety set first and then replaces everything.");

/// <summary>Everything was restored, and what is there then is not what the dump holds.</summary>
public sealed class RedisWrittenMeanwhileException(DataStoreAccess access, long restored, string difference) : DeployOpsException(
    "RedisWrittenWhileRestoring",
    FailureKind.Environment,
    $"{access} was restored to its end, {restored} keys, and is not what the dump holds: it was written to while restoring, or it throws keys away (maxmemory-policy): {difference}.",
    "Stop what writes to the server, and look at maxmemory-policy; then run the restore again with -Force.");

/// <summary>A restore broke off in the middle.</summary>
public sealed class RedisRestoreFailedException(DataStoreAccess access, long restored, string reason, string nextStep, Exception? innerException = null) : DeployOpsException(
    "RedisRestoreFailed",
    FailureKind.Environment,
    $"{access} was restored in part: {restored} keys are there, then {reason}.",
    nextStep,
    innerException);
