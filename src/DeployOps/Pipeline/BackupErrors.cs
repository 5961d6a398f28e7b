using System.Management.Automation;
using DeployOps.Engine;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Health;
using DeployOps.Engine.Backups.Restoration;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.DataStores.Testing;

namespace DeployOps.Pipeline;

/// <summary>The error records of backups that are not as they should be. The target is the whole report, so that a handler has it.</summary>
internal static class BackupErrors
{
    /// <summary>The record of a backup that was not made wholly, or was made and did not pass the look that followed.</summary>
    public static ErrorRecord NotMade(BackupReport report) =>
        Make(report.ExitCode == ExitCodes.GateFailed ? "BackupNotVerified" : "BackupFailed", report.ExitCode, report.Failure, report.NextAction, report);

    /// <summary>The record of a set that did not pass.</summary>
    public static ErrorRecord NotVerified(BackupVerificationReport report) =>
        Make("BackupNotVerified", report.ExitCode, $"{report.Set.Id} did not pass: {Sentences(report.Findings.Count > 0 ? report.Findings : report.Stores.Where(store => !store.Passed).Select(store => store.Detail))}", report.NextAction, report);

    /// <summary>The record of a restore that was refused, failed, or gave something else than what the set holds.</summary>
    public static ErrorRecord NotRestored(RestoreReport report) => Make(
        report.ExitCode switch { ExitCodes.GateFailed => "RestoreNotVerified", ExitCodes.Usage => "RestoreRefused", _ => "RestoreFailed" },
        report.ExitCode,
        report.Failure.Length > 0 ? report.Failure : Sentences(report.Stores.Where(store => store.Outcome is not ("Restored" or "Planned")).Select(store => $"{store.Kind}: {store.Detail}")),
        report.NextAction,
        report);

    /// <summary>The record of backups that do not stand as agreed.</summary>
    public static ErrorRecord NotHealthy(BackupHealthReport report) => Make("BackupUnhealthy", report.ExitCode, Sentences(report.Findings), report.NextAction, report);

    /// <summary>The record of stores that did not keep what was written, or could not be reached.</summary>
    public static ErrorRecord StoresFailed(DataStoreTestReport report) => Make(
        "DataStoreTestFailed",
        report.ExitCode,
        Sentences(report.Steps.Where(step => step.Passed != true).Select(step => $"{step.Store} {step.Step}: {step.Detail}")),
        report.NextAction,
        report);

    private static ErrorRecord Make(string id, int exitCode, string message, string action, object report) => ErrorRecords.Make(
        new BackupFailedException(message.Length > 0 ? message : "It did not end as it should; the report tells more."),
        id,
        exitCode == ExitCodes.Environment ? ErrorCategory.ResourceUnavailable : ErrorCategory.InvalidResult,
        report,
        action.Length > 0 ? action : "Look at the report, which is the error's target object.");

    private static string Sentences(IEnumerable<string> texts) => string.Join("; ", texts.Where(text => text.Length > 0));
}
