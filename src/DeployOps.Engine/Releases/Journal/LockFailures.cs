using DeployOps.Engine.Files;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>Somebody else is changing the project's stack.</summary>
public sealed class DeploymentInProgressException(LockHolder? holder, bool wasForced, string? folder = null)
    : DeployOpsException("DeploymentInProgress", FailureKind.Environment, Describe(holder, folder is null ? "" : $" from {folder}, which the stack's containers were made from"), Advise(holder, wasForced))
{
    /// <summary>Who holds the lock, as far as it is known.</summary>
    public LockHolder? Holder { get; } = holder;

    private static string Describe(LockHolder? holder, string from) => holder is null
        ? $"Another process is changing this stack{from}; nothing was begun."
        : $"'{holder.Operation}' is in progress{from}, run by {holder}; nothing was begun.";

    private static string Advise(LockHolder? holder, bool wasForced) => (holder?.IsAlive, wasForced) switch
    {
        (true, true) => $"The holder is alive, and its lock is not broken by force. Wait until it has ended, or end process {holder!.ProcessId} if it hangs; the lock goes with it.",
        (true, false) => $"Wait until it has ended and run the command again; or end process {holder!.ProcessId} if it hangs, the lock goes with it.",
        (false, false) => "Its process does not run any longer, but the file system keeps its lock: run the command again with -Force (--force).",
        (false, true) => "Its process does not run any longer, and the file system does not let go of .deployops/lock; look which program has it open.",
        _ when holder is not null => $"Look on {holder.Machine} whether it still runs, and wait until it has ended. Nobody can tell that from here, so -Force does not break it.",
        _ => "Wait until it has ended, and run the command again.",
    };
}

/// <summary>The stack is deployed from another folder, too, and a release from there was cut off.</summary>
public sealed class ReleaseOpenElsewhereException(string tag, string folder)
    : DeployOpsException(
        "ReleaseOpenElsewhere",
        FailureKind.Environment,
        $"The stack's containers were made from {folder}, and the release of {tag} from there was cut off and is not closed; nothing was begun.",
        $"Run Repair-Deployment (deployops recover) in {folder}, and the command again; or pass it over with -Force (--force), when the stack is well.");

/// <summary>Commands that a killed deployment left running cannot be ended, so the stack cannot be changed safely.</summary>
public sealed class CommandsLeftRunningException(IReadOnlyList<RunningProcess> remaining)
    : DeployOpsException(
        "CommandsLeftRunning",
        FailureKind.Environment,
        $"A deployment that was killed left running what does not end: {string.Join(", ", remaining)}; nothing was begun.",
        "End it by hand (as the account that ran it), and run the command again.");

/// <summary>The lock could not be made.</summary>
public sealed class ReleaseLockUnavailableException(string path, Exception innerException)
    : DeployOpsException(
        "ReleaseLockUnavailable",
        innerException is UnauthorizedAccessException || innerException is IOException io && LogFailures.IsReadOnly(io) ? FailureKind.Permission : FailureKind.Environment,
        $"The lock '{path}' cannot be made{(innerException is IOException full && LogFailures.IsDiskFull(full) ? ", because the disk is full" : "")}; nothing was begun.",
        "Let this account write the .deployops folder in the project, on a disk that has room, and run the command again.",
        innerException);
