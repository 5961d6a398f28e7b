using System.Globalization;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Copies;

/// <summary>No second folder is named.</summary>
public sealed class CopyTargetUnnamedException()
    : DeployOpsException(
        "CopyTargetUnnamed",
        FailureKind.Usage,
        "No folder is named that the set is to be copied to. Nothing was copied.",
        "Name one, or set backup.copy-to in deployops.yml.");

/// <summary>The second folder or share is not there. It is not made: below a mount point without its mount, the copy would lie on the same disk.</summary>
public sealed class CopyTargetMissingException(string folder)
    : DeployOpsException(
        "CopyTargetMissing",
        FailureKind.Environment,
        $"'{folder}' is not there, or cannot be reached; nothing was copied.",
        "Connect the share or mount the disk, or make the folder if it is to be there, and copy again.");

/// <summary>The second folder is the one that the set lies in, perhaps by a link or a mount.</summary>
public sealed class CopyOntoItselfException(string folder)
    : DeployOpsException(
        "CopyOntoItself",
        FailureKind.Usage,
        $"'{folder}' is the folder that the set lies in; nothing was copied.",
        "Name a folder on another disk, or a share, as backup.copy-to.");

/// <summary>The second folder has too little room, or became full.</summary>
public sealed class CopyTargetFullException : DeployOpsException
{
    /// <summary>There was too little room before anything was copied.</summary>
    public CopyTargetFullException(string folder, long needed, long free)
        : base(
            "CopyTargetFull",
            FailureKind.Environment,
            string.Create(CultureInfo.InvariantCulture, $"'{folder}' has {free / 1e6:0.##} MB free, and {needed / 1e6:0.##} MB are to be copied; nothing was copied."),
            NextStep)
    {
    }

    /// <summary>It became full on the way.</summary>
    public CopyTargetFullException(string folder, Exception innerException)
        : base("CopyTargetFull", FailureKind.Environment, $"'{folder}' became full; the copy is partial, and the set and other copies are as they were.", NextStep, innerException)
    {
    }

    private const string NextStep = "Make room there, and copy again: files that were copied whole are not copied twice.";
}

/// <summary>The second folder cannot be written.</summary>
public sealed class CopyTargetNotWritableException(string folder, Exception? innerException)
    : DeployOpsException(
        "CopyTargetNotWritable",
        innerException is UnauthorizedAccessException || (innerException is IOException readOnly && LogFailures.IsReadOnly(readOnly)) ? FailureKind.Permission : FailureKind.Environment,
        $"'{folder}' cannot be written or read back; the set and other copies are as they were.",
        "Let this account write the folder, look whether the disk or the share is there, and copy again: files that were copied whole are not copied twice.",
        innerException);

/// <summary>What was read back is not what was copied.</summary>
public sealed class CopyReadBackException(string set, string file, string folder)
    : DeployOpsException(
        "CopyReadBack",
        FailureKind.Environment,
        $"File '{file}' of backup '{set}' was copied to '{folder}', and what was read back differs. The copy is partial; the set and other copies are as they were.",
        "Look at that disk, share or network, and copy again.");

/// <summary>The copy took longer than it may.</summary>
public sealed class CopyTimeoutException(string set, string folder, TimeSpan timeout)
    : DeployOpsException(
        "CopyTimeout",
        FailureKind.Timeout,
        string.Create(CultureInfo.InvariantCulture, $"Backup '{set}' was not copied to '{folder}' within {timeout.TotalMinutes:0.#} min. The copy is partial; the set and other copies are as they were."),
        "Look whether the share answers, or give it more time (backup.timeout), and copy again: files that were copied whole are not copied twice.");
