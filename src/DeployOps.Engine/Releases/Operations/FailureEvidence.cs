using System.Text;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Redaction.Escapes;
using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Engine.Releases.Diagnosis.Ranking;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>What is kept of a failed release before its containers are replaced: why it failed, as far as it can be told, and its logs.</summary>
internal static class FailureEvidence
{
    private const int LogLines = 500;

    // The old release waits: what is not known by then stays unknown.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Collects it; <see langword="null"/> when nothing could be told in time.</summary>
    public static async Task<DiagnosisReport?> CollectAsync(ReleaseSession session, OperationFolder folder, Exception failure, DateTimeOffset since)
    {
        using var patience = new CancellationTokenSource(Patience + TimeSpan.FromSeconds(2));
        try
        {
            var logs = KeepLogsAsync(session, folder, patience.Token);
            var options = new DiagnosisOptions { StackName = session.StackName, Since = since, Timeout = Patience, Failure = failure as StackCommandException };
            var report = await new DiagnoseRelease(session.Project).RunAsync(options, patience.Token).ConfigureAwait(false);
            await logs.ConfigureAwait(false);
            return report;
        }
        catch (Exception unknown) when (unknown is DeployOpsException or OperationCanceledException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The Minimum Failure Record (row RB12).</summary>
    /// <param name="session">The session.</param>
    /// <param name="steps">What was done.</param>
    /// <param name="folder">Where the logs are.</param>
    /// <param name="failure">Why it failed.</param>
    /// <param name="diagnosis">What could be told of it.</param>
    /// <param name="action">What was done about it.</param>
    /// <param name="isReplaced">Whether another release runs by now, so that the stack itself no longer tells of the failure.</param>
    public static FailureRecord Record(
        ReleaseSession session, OperationSteps steps, OperationFolder folder, Exception failure, DiagnosisReport? diagnosis, string action, bool isReplaced = false)
    {
        var cause = diagnosis?.Causes is [var first, ..] ? first : null;

        // Compose says only which container failed to start; the service's own first error says why.
        var written = FailureTexts.FirstError(failure, session.Redact);
        var firstError = (written.Length == 0 || failure is StackCommandException { Verb: "up" }) && cause is { FirstError.Length: > 0 } ? cause.FirstError : written;
        return new FailureRecord
        {
            What = FailureTexts.Of(failure, session.Redact) + (cause is null ? "" : $" {diagnosis!.Summary}"),
            When = session.Now,
            Step = steps.Failed?.ToString() ?? "Preflight",
            FirstError = firstError is { Length: > 0 } ? firstError : "none was written",
            LogLocation = $"{folder.Shown}/output.log and {folder.Shown}/logs",
            ActionTaken = action,
            NextAction = NextAction(folder, failure, cause, isReplaced),
            Owner = Environment.UserName,
        };
    }

    // The commands of a diagnosis ask the containers that failed; once the release before them runs again, they would ask that one.
    private static string NextAction(OperationFolder folder, Exception failure, ProbableCause? cause, bool isReplaced)
    {
        var step = !isReplaced ? FailureTexts.NextStep(failure)
            : $"{(failure is StepFailedException or StackCommandException ? "" : $"{FailureTexts.NextStep(failure)} ")}The containers that failed are gone; the end of their logs is kept: {KeptLog(folder, cause)}. Mend the cause, then deploy again.";
        return cause?.NextCommand is { Length: > 0 } command && (!isReplaced || NextCommands.Outlasts(command)) ? $"{step} Next command: {command}" : step;
    }

    private static string KeptLog(OperationFolder folder, ProbableCause? cause) =>
        cause is not null && File.Exists(folder.LogOf(cause.Service)) ? $"{folder.Shown}/logs/{cause.Service}.log" : $"{folder.Shown}/logs";

    private static async Task KeepLogsAsync(ReleaseSession session, OperationFolder folder, CancellationToken cancellationToken)
    {
        var look = await StackLook.TakeAsync(session, cancellationToken).ConfigureAwait(false);
        foreach (var service in look.Containers.GroupBy(container => container.Service, StringComparer.Ordinal))
        {
            var text = new StringBuilder();
            foreach (var container in service)
            {
                var log = await session.Engine.Containers.LogsAsync(container.Id, LogLines, since: null, withTimes: true, cancellationToken).ConfigureAwait(false);
                text.Append("== ").Append(container.Name).Append('\n').Append(session.Redact(TerminalText.Plain(log.Reveal())));
            }

            OperationFolder.Write(folder.LogOf(service.Key), Encoding.UTF8.GetBytes(text.ToString()));
        }
    }
}
