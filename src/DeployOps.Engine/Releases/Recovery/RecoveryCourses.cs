using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Recovery;

/// <summary>The ways in which an interrupted operation is brought to an end.</summary>
internal sealed class RecoveryCourses(ReleaseSession session, JournalContent journal, ReleaseOperation open, OperationSteps steps)
{
    /// <summary>The failure record of an operation whose process was killed.</summary>
    public static FailureRecord Interrupted(ReleaseOperation open, string action) => new()
    {
        What = $"The process {open.ProcessId} of {open.Operator} on {open.Machine} ended before the operation did.",
        When = open.Started,
        Step = open.Steps is [.., var last] ? last.Step.ToString() : "Preflight",
        FirstError = "none was written: the process was killed, or the machine went down",
        LogLocation = FormattableString.Invariant($".deployops/releases/{open.Number}/output.log"),
        ActionTaken = action,
        NextAction = "Deploy again when it is known why the process ended.",
        Owner = Environment.UserName,
    };

    /// <summary>Nothing was replaced: names of images that a build may have moved are pointed back.</summary>
    public async Task<OperationOutcome> KeepOldAsync(CancellationToken cancellationToken)
    {
        if (open.Kind == ReleaseKind.Release)
        {
            await ImageTags.PointAsync(session, open.PreviousTag ?? "", open.PreviousImages, cancellationToken).ConfigureAwait(false);
            await WithdrawAsync(cancellationToken).ConfigureAwait(false);
        }

        // Of a stack that was down the release before is known, and nothing of it runs.
        var running = open.WasHealthyBefore is null ? null : open.PreviousTag;
        var summary = $"INTERRUPTED: {open.Tag} was stopped before anything was replaced; {running ?? "nothing"} runs as before.";
        return new OperationOutcome(open.Kind, ReleaseResult.Cancelled, ExitCodes.Cancelled, open.Tag, open.PreviousTag)
        {
            LiveTag = running,
            Images = open.Images,
            Standing = running is null ? [] : open.PreviousImages,
            Summary = summary,
            Failure = Interrupted(open, summary),
        };
    }

    /// <summary>Keeps the new release when all of it runs and is well; <see langword="null"/> otherwise.</summary>
    public async Task<OperationOutcome?> KeepNewAsync(CancellationToken cancellationToken)
    {
        var look = await StackLook.TakeAsync(session, cancellationToken).ConfigureAwait(false);
        var resting = await RestingServices.OfAsync(session.Project, open.Number, cancellationToken).ConfigureAwait(false);
        if (open.Images.Count == 0 || !look.Runs(open.Images, resting) || !look.IsStarted)
        {
            return null;
        }

        var release = ReleaseReader.OfKept(session, open, open.Images);
        try
        {
            IReadOnlyList<StackContainer> seen = [];
            await steps.RunAsync(
                ReleaseStep.Healthy,
                $"{open.Tag} runs; looking whether it is healthy",
                async () =>
                {
                    (var detail, seen) = await ReleaseCheck.HealthyAsync(session, release, ReleaseStep.Healthy, cancellationToken).ConfigureAwait(false);
                    return detail;
                }).ConfigureAwait(false);
            await steps.RunAsync(
                ReleaseStep.Smoke,
                "asking the stack through its proxy",
                async () => ReleaseCheck.Demand(await ReleaseCheck.SmokeAsync(session, ReleaseStep.Smoke, open.Started, seen, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        }
        catch (DeployOpsException)
        {
            return null;
        }

        return Live($"RECOVERED: {open.Tag} runs and is healthy; its interrupted deployment was closed.");
    }

    /// <summary>Brings the wanted release up wholly.</summary>
    public async Task<OperationOutcome> GoForwardAsync(CancellationToken cancellationToken)
    {
        var release = ReleaseReader.OfKept(session, open, open.Images);
        var notes = ReleaseReader.Tell(session, release);
        await steps.RunAsync(
            open.Kind == ReleaseKind.Rollback ? ReleaseStep.Rollback : ReleaseStep.Up,
            $"bringing {open.Tag} up wholly",
            () => PutBack.RunAsync(session, release, open.PreviousImages, ReleaseStep.Up, recreate: false, cancellationToken)).ConfigureAwait(false);
        return Live($"RECOVERED: {open.Tag} was brought up wholly and is healthy.") with { Notes = notes };
    }

    /// <summary>Puts the release back that was live before.</summary>
    public async Task<OperationOutcome> PutBackAsync(CancellationToken cancellationToken)
    {
        var before = LiveRelease.Of(journal) ?? throw new NoReleaseToGoBackToException("the journal knows no release that was live");
        var release = ReleaseReader.OfKept(session, before, open.PreviousImages);
        var notes = ReleaseReader.Tell(session, release);
        await steps.RunAsync(
            ReleaseStep.Rollback,
            $"putting {before.Tag} back",
            () => PutBack.RunAsync(session, release, open.Images, ReleaseStep.Rollback, recreate: false, cancellationToken)).ConfigureAwait(false);
        await WithdrawAsync(cancellationToken).ConfigureAwait(false);
        var summary = $"RECOVERED: {open.Tag} was interrupted; {before.Tag} was put back and is healthy.";
        return new OperationOutcome(open.Kind, ReleaseResult.RolledBack, ExitCodes.DeployFailedRolledBack, open.Tag, open.PreviousTag)
        {
            LiveTag = before.Tag,
            Notes = notes,
            Images = open.Images,
            Standing = open.PreviousImages,
            Summary = summary,
            Failure = Interrupted(open, summary),
        };
    }

    private OperationOutcome Live(string summary) => new(open.Kind, ReleaseResult.Succeeded, ExitCodes.Passed, open.Tag, open.PreviousTag)
    {
        LiveTag = open.Tag,
        Images = open.Images,
        Standing = open.Images,
        Summary = summary,
    };

    // Names that only the interrupted release had; which of them were built here is told by the files as they are now.
    private async Task WithdrawAsync(CancellationToken cancellationToken)
    {
        StackRelease release;
        try
        {
            release = ReleaseReader.Of(session, open.Tag, number: 0);
        }
        catch (DeployOpsException)
        {
            // The files cannot be read any longer: names of images that are left over do no harm.
            return;
        }

        var built = release.Model.ActiveServices.Where(service => service.Build is not null).Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        var kept = ReleaseRetention.Kept(session, journal).SelectMany(kept => kept.Images);
        await ImageTags.WithdrawAsync(session, release.Images, built, [.. open.PreviousImages, .. kept], cancellationToken).ConfigureAwait(false);
    }
}
