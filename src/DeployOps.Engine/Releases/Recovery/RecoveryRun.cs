using System.Diagnostics;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Rehearsal;

namespace DeployOps.Engine.Releases.Recovery;

/// <summary>Closes what a killed process left open, while the lock is held. The docker commands it left running were ended with the lock.</summary>
internal sealed class RecoveryRun(ReleaseSession session)
{
    private readonly long _clock = Stopwatch.GetTimestamp();

    /// <summary>Closes it; <see langword="null"/> when nothing is open.</summary>
    public async Task<ReleaseReport?> CloseUnfinishedAsync(CancellationToken cancellationToken)
    {
        var journal = await session.Journal.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (journal.Unfinished is not { } open)
        {
            return null;
        }

        if (open.Kind != ReleaseKind.Rehearsal)
        {
            await session.KeepOthersAwayAsync((await StackLook.TakeAsync(session, cancellationToken).ConfigureAwait(false)).Containers, cancellationToken).ConfigureAwait(false);
        }

        var decision = RecoveryDecision.Of(journal, open);
        var steps = new OperationSteps(session, open.Number);
        var folder = new OperationFolder(session.Project, open.Number);
        session.Output.KeepIn(folder);
        session.Say(ReleaseStep.Rollback, StepOutcome.Unfinished, $"closing the interrupted {open.Kind.ToString().ToLowerInvariant()} of {open.Tag}: {decision.Explanation}");
        var left = open.Migrations.Count > 0 ? await LeftMigrations.EndAsync(session, cancellationToken).ConfigureAwait(false) : [];
        var outcome = await DecideAsync(journal, open, decision, steps, folder, cancellationToken).ConfigureAwait(false);
        var details = new RecordDetails { Started = open.Started, Migrations = open.Migrations, GateSkippedBecause = open.GateSkippedBecause };
        var report = await new OperationClosing(session, steps, folder).CloseAsync(outcome, details, elapsed: null).ConfigureAwait(false);
        var ended = session.LeftBehind.Select(command => $"A command that the killed process had left running was ended: {command}.");
        return report with { Notes = [.. ended, .. left, .. report.Notes], Started = open.Started, Duration = Stopwatch.GetElapsedTime(_clock) };
    }

    private async Task<OperationOutcome> DecideAsync(
        JournalContent journal, ReleaseOperation open, RecoveryDecision decision, OperationSteps steps, OperationFolder folder, CancellationToken cancellationToken)
    {
        var courses = new RecoveryCourses(session, journal, open, steps);
        try
        {
            return decision.Course switch
            {
                RecoveryCourse.Abandon => await AbandonAsync(open, cancellationToken).ConfigureAwait(false),
                RecoveryCourse.KeepOld => await courses.KeepOldAsync(cancellationToken).ConfigureAwait(false),
                RecoveryCourse.GoForward => await courses.GoForwardAsync(cancellationToken).ConfigureAwait(false),
                RecoveryCourse.PutBack => await courses.PutBackAsync(cancellationToken).ConfigureAwait(false),
                _ => await courses.KeepNewAsync(cancellationToken).ConfigureAwait(false) ?? await courses.PutBackAsync(cancellationToken).ConfigureAwait(false),
            };
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            var diagnosis = await FailureEvidence.CollectAsync(session, folder, failure, open.Started).ConfigureAwait(false);
            return Closed(open, ReleaseResult.RollbackFailed, ExitCodes.DeployAndRollbackFailed, $"FAILED: the interrupted {open.Kind.ToString().ToLowerInvariant()} of {open.Tag} could not be brought to an end: {failure.Message}") with
            {
                LiveTag = null,
                Failure = FailureEvidence.Record(session, steps, folder, failure, diagnosis, "the interrupted operation was closed; everything was left to be looked at"),
            };
        }
    }

    private async Task<OperationOutcome> AbandonAsync(ReleaseOperation open, CancellationToken cancellationToken)
    {
        foreach (var copy in RehearsalStack.Left(session))
        {
            await copy.RemoveAsync(cancellationToken).ConfigureAwait(false);
        }

        return Closed(open, ReleaseResult.Cancelled, ExitCodes.Cancelled, $"The interrupted rehearsal of {open.Tag} was closed and its copy removed; what is live was not touched.");
    }

    private static OperationOutcome Closed(ReleaseOperation open, ReleaseResult result, int exitCode, string summary) =>
        new(open.Kind, result, exitCode, open.Tag, open.PreviousTag) { LiveTag = open.PreviousTag, Images = open.Images, Standing = open.PreviousImages, Summary = summary, Failure = RecoveryCourses.Interrupted(open, summary) };
}
