using System.Globalization;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>A project has no store that could be backed up.</summary>
public sealed class NoStoreToBackUpException(string project, string detail)
    : DeployOpsException(
        "NoStoreToBackUp",
        FailureKind.NotFound,
        $"Project '{project}' has no store to back up: {detail}. Nothing was written.",
        "Name the keys of the stores in the environment files (DATABASE_URL, REDIS_URL, NEO4J_URI), or in backup.postgres.url-variable and its like in deployops.yml.");

/// <summary>A named store is none of the project's.</summary>
public sealed class NoSuchStoreException(string project, IReadOnlyList<DataStoreKind> missing, IReadOnlyList<DataStoreKind> found)
    : DeployOpsException(
        "NoSuchStore",
        FailureKind.Usage,
        $"Project '{project}' has no {string.Join(" and no ", missing)}{(found.Count > 0 ? $"; it has {string.Join(", ", found)}" : "")}. Nothing was written.",
        "Leave the store out, or name its key in the environment files or in backup.*.url-variable of deployops.yml.");

/// <summary>Another backup of this project is being made.</summary>
public sealed class BackupInProgressException(string folder, string? holder)
    : DeployOpsException(
        "BackupInProgress",
        FailureKind.Environment,
        $"Another backup into '{folder}' is being made{(holder is null ? "" : $" by {holder}")}; nothing was begun.",
        "Wait until it has ended and run the command again; or end that process if it hangs, its lock goes with it.")
{
    /// <summary>Who makes it and since when, as far as it said so.</summary>
    public string? Holder { get; } = holder;
}

/// <summary>The destination has too little room.</summary>
public sealed class NotEnoughSpaceException(string folder, long needed, long free)
    : DeployOpsException(
        "NotEnoughSpace",
        FailureKind.Environment,
        string.Create(CultureInfo.InvariantCulture, $"'{folder}' has {free / 1e6:0.#} MB free, and the backup is expected to need {needed / 1e6:0.#} MB; nothing was begun."),
        "Make room (Remove-Backup, deployops backup remove), or name another destination.")
{
    /// <summary>The bytes that are expected to be needed.</summary>
    public long Needed { get; } = needed;

    /// <summary>The bytes that are free.</summary>
    public long Free { get; } = free;
}

/// <summary>None of the stores could be reached.</summary>
public sealed class NoStoreReachableException(string project, string reasons, string action)
    : DeployOpsException("NoStoreReachable", FailureKind.Environment, $"No store of '{project}' could be reached: {reasons} Nothing was written.", action);

/// <summary>A store said that its dump is whole, and a file of it is not.</summary>
public sealed class StoreDumpIncompleteException(DataStoreKind store)
    : DeployOpsException(
        "StoreDumpIncomplete",
        FailureKind.Environment,
        $"The dump of {store} ended without all of its files being written to their ends; they were removed.",
        "Run the backup again; when it happens again, report it: this is a fault of DeployOps.");

/// <summary>What was written was read back, and is something else.</summary>
public sealed class BackupReadBackException(DataStoreKind store, string finding)
    : DeployOpsException(
        "BackupReadBack",
        FailureKind.Environment,
        $"The dump of {store} was written and read back, and differs: {finding} The set is partial.",
        "Look at the disk and its file system, and run the backup again to another destination.");

/// <summary>A store took longer than it may.</summary>
public sealed class StoreTimeoutException(DataStoreKind store, TimeSpan timeout)
    : DeployOpsException(
        "StoreTimeout",
        FailureKind.Timeout,
        string.Create(CultureInfo.InvariantCulture, $"{store} was not done within {timeout.TotalSeconds:0} s; the set is partial."),
        "Give it more time (backup.timeout in deployops.yml, -Timeout), or look what holds the server up.");

/// <summary>A store failed in a way that nobody foresaw.</summary>
public sealed class StoreFaultException(DataStoreKind store, Exception innerException)
    : DeployOpsException(
        "StoreFault",
        FailureKind.Environment,
        // The text of a foreign exception may hold a value; its type does not.
        $"{store} failed with {innerException?.GetType().Name}; the set is partial.",
        "Run the backup again; when it happens again, report it with the name of the failure.",
        innerException);

/// <summary>Something was left in the set's folder that does not belong to it.</summary>
public sealed class BackupLeftoverException(string set, string finding)
    : DeployOpsException(
        "BackupLeftover",
        FailureKind.Environment,
        $"Backup '{set}' was written, and {finding}; the set is partial.",
        "Look what writes into the folder of the backups, and run the backup again.");
