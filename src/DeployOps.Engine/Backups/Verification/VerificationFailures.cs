using System.Globalization;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>The look at a set took too long.</summary>
public sealed class BackupVerificationTimeoutException(TimeSpan limit)
    : DeployOpsException(
        "BackupVerificationTimeout",
        FailureKind.Timeout,
        string.Create(CultureInfo.InvariantCulture, $"The look at the set was not done within {limit.TotalMinutes:0.##} minutes. Its manifest is as it was, the throwaway engines are gone, and the live stores were not touched."),
        "Allow more time (backup.timeout, -Timeout), or look less thoroughly: -Level Read.");

/// <summary>The set is being looked at by somebody else.</summary>
public sealed class BackupVerificationInProgressException(string set, string? holder)
    : DeployOpsException(
        "BackupVerificationInProgress",
        FailureKind.Environment,
        $"The set {set} is being looked at already{(holder is null ? "" : $" by {holder}")}; nothing was begun.",
        "Wait until that has ended and run the command again.");
