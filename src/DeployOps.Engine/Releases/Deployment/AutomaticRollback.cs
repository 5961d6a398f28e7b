using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Deployment;

/// <summary>Puts the old release back after a failure, once: when that fails too, everything is left to be looked at.</summary>
internal sealed class AutomaticRollback(ReleaseSession session, DeploymentOptions options, DeploymentOperation operation)
{
    /// <summary>Puts it back, also when the deployment was cancelled: nothing may stay between two releases.</summary>
    public async Task<(OperationOutcome Outcome, string Action)> RunAsync(StackRelease release, Exception failure)
    {
        var isCancelled = failure is OperationCanceledException;
        var left = new OperationOutcome(ReleaseKind.Release, ReleaseResult.Failed, ExitCodes.DeployAndRollbackFailed, release.Tag, operation.Live?.Operation.Tag) { Standing = release.Images };
        if (await IrreversibleAsync().ConfigureAwait(false) is { Count: > 0 } irreversible)
        {
            return (left with
            {
                Summary = $"FAILED: {release.Tag} is not healthy and was not rolled back, because {string.Join(", ", irreversible)} cannot be undone.",
                Notes = [.. IrreversibleChoices(operation.Live?.Operation.Tag)],
            }, $"not rolled back: an irreversible migration was run{(operation.Live is { } before ? $" since {before.Operation.Tag} went live" : "")}");
        }

        if (operation.Live is not { } live)
        {
            return (left with { Summary = $"FAILED: {release.Tag} is not healthy, and there is no earlier release to go back to. Everything was left to be looked at." }, "left as it is: there is no earlier release");
        }

        if (options.NoRollback && !isCancelled)
        {
            return (left with { Summary = $"FAILED: {release.Tag} is not healthy, and was left as it is because no rollback was wanted." }, "left as it is, as asked");
        }

        return await PutBackAsync(left, release, live, isCancelled).ConfigureAwait(false);
    }

    // An earlier deployment may have run it: one that failed and was not rolled back leaves its data behind, and this one was to mend it.
    private async Task<IReadOnlyList<string>> IrreversibleAsync() => operation.Live is { } live
        ? CrossedMigrations.Since(await session.Journal.ReadAsync(CancellationToken.None).ConfigureAwait(false), live.Operation)
        : [.. operation.Migrations.Where(migration => !migration.IsReversible).Select(migration => migration.Name)];

    private static IEnumerable<string> IrreversibleChoices(string? previous) =>
    [
        "Choice 1: mend it, and deploy a new tag.",
        previous is null ? "Choice 2: there is no earlier release." : $"Choice 2: when {previous} is known to run on the migrated data, Invoke-Rollback -Force (deployops rollback --force).",
        "Choice 3: restore the backup that was taken before, then roll back.",
    ];

    private async Task<(OperationOutcome Outcome, string Action)> PutBackAsync(
        OperationOutcome left, StackRelease release, (ReleaseOperation Operation, IReadOnlyList<ReleaseImage> Images) live, bool isCancelled)
    {
        var previous = live.Operation.Tag;
        using var limit = new CancellationTokenSource(session.Project.Release.UpTimeout + session.Settings.HealthTimeout + session.Settings.Stability + TimeSpan.FromMinutes(2));
        IReadOnlyList<string> told = [];
        try
        {
            await operation.Steps.RunAsync(
                ReleaseStep.Rollback,
                $"putting {previous} back",
                () =>
                {
                    var kept = ReleaseReader.OfKept(session, live.Operation, live.Images);
                    told = ReleaseReader.Tell(session, kept);
                    return PutBack.RunAsync(session, kept, release.Images, ReleaseStep.Rollback, recreate: false, limit.Token);
                }).ConfigureAwait(false);
            return (left with
            {
                Result = isCancelled ? ReleaseResult.Cancelled : ReleaseResult.RolledBack,
                ExitCode = isCancelled ? ExitCodes.Cancelled : ExitCodes.DeployFailedRolledBack,
                LiveTag = previous,
                Notes = told,
                Standing = live.Images,
                Summary = $"{(isCancelled ? "CANCELLED" : "ROLLED BACK")}: {left.Tag} did not go live; {previous} runs again and is healthy.",
            }, $"{previous} was put back automatically");
        }
        catch (Exception failure)
        {
            return (left with
            {
                Result = ReleaseResult.RollbackFailed,
                Summary = $"FAILED TWICE: {left.Tag} is not healthy, and putting {previous} back failed too. Everything was left to be looked at.",
                Notes = [.. told, $"The rollback failed: {FailureTexts.Of(failure, session.Redact)}", $"Next: {FailureTexts.NextStep(failure)} Then Invoke-Rollback -Recreate (deployops rollback --recreate) takes the stack down and brings {previous} up."],
            }, $"putting {previous} back failed");
        }
    }
}
