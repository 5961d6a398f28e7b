using System.Management.Automation;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Pipeline;

/// <summary>The error records of releases that did not end as they should.</summary>
internal static class ReleaseErrors
{
    /// <summary>The record of a release; its target is the whole report, so that a handler has it.</summary>
    public static ErrorRecord NotSucceeded(ReleaseReport report) =>
        ErrorRecords.Make(new ReleaseFailedException(report), IdOf(report), CategoryOf(report.Result), report, NextStepOf(report));

    /// <summary>The record of a smoke test.</summary>
    public static ErrorRecord SmokeTestFailed(SmokeReport report) =>
        ErrorRecords.Make(new SmokeTestFailedException(report.Summary), "SmokeTestFailed", ErrorCategory.InvalidResult, report, "Run Get-DeploymentDiagnosis: it looks for the cause in the order of the runbook.");

    private static string IdOf(ReleaseReport report) => (report.Kind, report.Result) switch
    {
        _ when report.Gate is { Verdict: not Verdict.Passed } => "GateNotPassed",
        (ReleaseKind.Rehearsal, ReleaseResult.Cancelled) => "RehearsalCancelled",
        (ReleaseKind.Rehearsal, _) => "RehearsalFailed",
        (ReleaseKind.Rollback, ReleaseResult.Cancelled) => "RollbackCancelled",
        (ReleaseKind.Rollback, _) => "RollbackFailed",
        (_, ReleaseResult.RolledBack) => "DeploymentRolledBack",
        (_, ReleaseResult.RollbackFailed) => "DeploymentRollbackFailed",
        (_, ReleaseResult.Cancelled) => "DeploymentCancelled",
        _ => "DeploymentFailed",
    };

    private static ErrorCategory CategoryOf(ReleaseResult result) => result == ReleaseResult.Cancelled ? ErrorCategory.OperationStopped : ErrorCategory.InvalidResult;

    private static string NextStepOf(ReleaseReport report) =>
        report.Failure is { NextAction.Length: > 0 } failure ? failure.NextAction
        : report.Diagnosis?.Causes is [var likeliest, ..] ? $"Run: {likeliest.NextCommand}"
        : report.Gate is { Verdict: not Verdict.Passed } ? "Mend the findings of severity P0 first; each names its fix."
        : "Run Get-DeploymentDiagnosis: it looks for the cause in the order of the runbook.";
}
