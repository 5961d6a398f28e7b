using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Rollback;

namespace DeployOps.Engine.Releases.Deployment;

/// <summary>How a deployment ends: with the new release recorded, or with the old one put back, once.</summary>
internal sealed class DeploymentEnding(ReleaseSession session, DeploymentOptions options, DeploymentOperation operation)
{
    /// <summary>Records the release that went live.</summary>
    public async Task<ReleaseReport> SucceedAsync(StackRelease release, GateReport? gate, TimeSpan elapsed)
    {
        var closing = new OperationClosing(session, operation.Steps, operation.Folder);
        var journal = await session.Journal.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        var outcome = new OperationOutcome(ReleaseKind.Release, ReleaseResult.Succeeded, ExitCodes.Passed, release.Tag, operation.Live?.Operation.Tag)
        {
            LiveTag = release.Tag,
            Images = release.Images,
            Standing = release.Images,
            Summary = $"DEPLOYED: {release.Tag} is live and healthy{RollbackOffer.Of(journal, operation.Steps.Number)}.",
        };
        return await closing.CloseAsync(outcome, Details(gate), elapsed).ConfigureAwait(false);
    }

    /// <summary>Puts the old release back when something was replaced, and records the failure.</summary>
    public async Task<ReleaseReport> FailAsync(string tag, StackRelease? release, Exception failure, GateReport? gate, Func<TimeSpan> elapsed)
    {
        DiagnosisReport? diagnosis = null;
        if (failure is not OperationCanceledException && (operation.HasReplaced || failure is StackCommandException))
        {
            session.Say(ReleaseStep.Rollback, StepOutcome.Unfinished, "collecting what is known about the failure");
            diagnosis = await FailureEvidence.CollectAsync(session, operation.Folder, failure, session.Now - elapsed()).ConfigureAwait(false);
        }

        var (outcome, action) = operation.HasReplaced
            ? await new AutomaticRollback(session, options, operation).RunAsync(release!, failure).ConfigureAwait(false)
            : await KeepOldAsync(tag, failure, gate).ConfigureAwait(false);
        var notes = new List<string>(outcome.Notes);
        await WithdrawAsync(release, outcome, notes).ConfigureAwait(false);
        var record = FailureEvidence.Record(
            session, operation.Steps, operation.Folder, failure, diagnosis, action, isReplaced: operation.HasReplaced && outcome.LiveTag is not null && failure is not OperationCanceledException);
        var whole = outcome with { Failure = record, Notes = notes, Images = release?.Images ?? [], Summary = $"{outcome.Summary} Cause: {record.What}" };
        var closing = new OperationClosing(session, operation.Steps, operation.Folder);
        return await closing.CloseAsync(whole, Details(gate), elapsed()).ConfigureAwait(false) with { Diagnosis = diagnosis };
    }

    // Nothing was replaced: what ran still runs, and only the names of images may have moved.
    private async Task<(OperationOutcome Outcome, string Action)> KeepOldAsync(string tag, Exception failure, GateReport? gate)
    {
        var look = await StackLook.TakeAsync(session, CancellationToken.None).ConfigureAwait(false);
        var live = look.IsEmpty ? null : operation.Live?.Operation.Tag;
        var isOldWell = operation.Live is { } before
            && look.Runs(before.Images, await RestingServices.OfAsync(session.Project, before.Operation.Number, CancellationToken.None).ConfigureAwait(false))
            && look.IsWell;
        var exitCode = failure switch
        {
            OperationCanceledException => ExitCodes.Cancelled,
            GateNotPassedException => gate?.ExitCode ?? ExitCodes.GateFailed,
            _ when isOldWell => ExitCodes.DeployFailedRolledBack,
            _ when operation.Live is null || look.IsEmpty => ExitCodes.Environment,
            _ => ExitCodes.DeployAndRollbackFailed,
        };
        var result = failure is OperationCanceledException ? ReleaseResult.Cancelled : ReleaseResult.Failed;
        var standing = look.IsEmpty ? "Nothing runs, as before."
            : live is null ? "What runs stays as it is; no release of it is known."
            : $"{live} still runs{(isOldWell ? " and is healthy" : ", and was not healthy when it was looked at")}; nothing of it was replaced.";
        return (new OperationOutcome(ReleaseKind.Release, result, exitCode, tag, operation.Live?.Operation.Tag) { LiveTag = live, Standing = live is null ? [] : operation.Live?.Images ?? [], Summary = $"NOT DEPLOYED: {tag}. {standing}" }, "nothing was replaced");
    }

    private async Task WithdrawAsync(StackRelease? release, OperationOutcome outcome, List<string> notes)
    {
        // What failed and still runs keeps its images.
        if (release is null || options.NoBuild || !operation.Steps.Has(ReleaseStep.Build) || (outcome.LiveTag is null && operation.HasReplaced))
        {
            return;
        }

        try
        {
            var journal = await session.Journal.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            var kept = ReleaseRetention.Kept(session, journal).SelectMany(kept => kept.Images);
            var builtHere = release.Model.ActiveServices.Where(service => service.Build is not null).Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
            await ImageTags.WithdrawAsync(session, release.Images, builtHere, [.. operation.Live?.Images ?? [], .. kept], CancellationToken.None).ConfigureAwait(false);
        }
        catch (DeployOpsException failure)
        {
            notes.Add($"The images of {release.Tag} were not cleared away: {failure.Message}");
        }
    }

    private RecordDetails Details(GateReport? gate) => new()
    {
        Gate = gate,
        Approver = options.Approver,
        Evidence = options.Evidence,
        Notes = options.Notes,
        GateSkippedBecause = options.SkipPreflight ? options.Reason : null,
        Migrations = operation.Migrations,
    };
}
