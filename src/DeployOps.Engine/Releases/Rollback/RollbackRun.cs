using System.Diagnostics;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Rollback;

/// <summary>One rollback while it has the lock.</summary>
internal sealed class RollbackRun(ReleaseSession session, RollbackOptions options)
{
    private readonly long _clock = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _started = session.Now;

    /// <exception cref="DeployOpsException">It could not be begun; nothing was stopped.</exception>
    public async Task<ReleaseReport> RunAsync(CancellationToken cancellationToken)
    {
        var journal = await session.Journal.ReadAsync(cancellationToken).ConfigureAwait(false);
        var chosen = RollbackChoice.Of(journal, options);
        var release = ReleaseReader.OfKept(session, chosen, chosen.Images);

        // A missing image fails here, before anything is stopped or recorded.
        await ImageTags.DemandAsync(session, chosen.Tag, release.Images, cancellationToken).ConfigureAwait(false);
        var look = await StackLook.TakeAsync(session, cancellationToken).ConfigureAwait(false);
        await session.KeepOthersAwayAsync(look.Containers, cancellationToken).ConfigureAwait(false);
        var live = LiveRelease.Of(journal);
        var number = await session.Journal.BeginAsync(Begin(chosen, live, look), cancellationToken).ConfigureAwait(false);
        var steps = new OperationSteps(session, number);
        var folder = new OperationFolder(session.Project, number);
        session.Output.KeepIn(folder);
        await steps.AppendAsync(new ImagesKnown(release.Images)).ConfigureAwait(false);
        Carry(chosen, folder);
        var outcome = new OperationOutcome(ReleaseKind.Rollback, ReleaseResult.Succeeded, ExitCodes.Passed, chosen.Tag, live?.Tag)
        {
            LiveTag = chosen.Tag,
            Images = release.Images,
            Notes = ReleaseReader.Tell(session, release),
            Standing = release.Images,
            Summary = $"ROLLED BACK: {RollbackChoice.NameOf(chosen, live)} runs again and is healthy{(live is null || RollbackChoice.IsSame(chosen, live) ? "" : $" instead of {live.Tag}")}.",
        };
        try
        {
            await steps.RunAsync(
                ReleaseStep.Rollback,
                $"putting {chosen.Tag} back",
                () => PutBack.RunAsync(session, release, look.Images, ReleaseStep.Rollback, options.Recreate, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            outcome = await FailAsync(outcome, steps, folder, failure).ConfigureAwait(false);
        }

        var report = await new OperationClosing(session, steps, folder).CloseAsync(outcome, new RecordDetails { Notes = options.Reason }, Elapsed()).ConfigureAwait(false);
        return report with { Started = _started, Duration = Elapsed() };
    }

    // The plan of the release and the list of its files are carried along, so that they stay as long as this rollback is what put it live.
    private static void Carry(ReleaseOperation chosen, OperationFolder folder)
    {
        foreach (var file in new[] { folder.Plan, folder.Files })
        {
            var earlier = Path.Combine(Path.GetDirectoryName(folder.Path)!, FormattableString.Invariant($"{chosen.Number}"), Path.GetFileName(file));
            if (File.Exists(earlier))
            {
                OperationFolder.Write(file, File.ReadAllBytes(earlier));
            }
        }
    }

    private async Task<OperationOutcome> FailAsync(OperationOutcome wanted, OperationSteps steps, OperationFolder folder, Exception failure)
    {
        var diagnosis = await FailureEvidence.CollectAsync(session, folder, failure, _started).ConfigureAwait(false);
        var record = FailureEvidence.Record(session, steps, folder, failure, diagnosis, "everything was left to be looked at");
        var isCancelled = failure is OperationCanceledException;
        return wanted with
        {
            Result = isCancelled ? ReleaseResult.Cancelled : ReleaseResult.RollbackFailed,
            ExitCode = isCancelled ? ExitCodes.Cancelled : ExitCodes.DeployAndRollbackFailed,
            LiveTag = null,
            Failure = record,
            Summary = $"{(isCancelled ? "CANCELLED" : "ROLLBACK FAILED")}: {wanted.Tag} was not put back wholly. Cause: {record.What} Run the rollback again, with -Recreate (--recreate) to take the stack down first.",
        };
    }

    private TimeSpan Elapsed() => Stopwatch.GetElapsedTime(_clock);

    private OperationStarted Begin(ReleaseOperation chosen, ReleaseOperation? live, StackLook look) => new()
    {
        Time = session.Now,
        Kind = ReleaseKind.Rollback,
        Tag = chosen.Tag,
        PreviousTag = live?.Tag,
        StackName = session.StackName,
        PreviousImages = look.ImagesNamedBy(live?.Images),
        WasHealthyBefore = look.IsEmpty ? null : look.IsWell,
        Operator = Environment.UserName,
        Machine = Environment.MachineName,
        ProcessId = Environment.ProcessId,
    };
}
