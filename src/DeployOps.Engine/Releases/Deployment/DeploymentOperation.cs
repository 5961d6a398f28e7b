using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Engine.Releases.Deployment;

/// <summary>The steps of a deployment.</summary>
internal sealed class DeploymentOperation(
    ReleaseSession session, DeploymentOptions options, OperationSteps steps, OperationFolder folder, (ReleaseOperation Operation, IReadOnlyList<ReleaseImage> Images)? live)
{
    public OperationSteps Steps { get; } = steps;

    public OperationFolder Folder { get; } = folder;

    /// <summary>The release that was live before, with the images that ran.</summary>
    public (ReleaseOperation Operation, IReadOnlyList<ReleaseImage> Images)? Live { get; } = live;

    /// <summary>The migrations that were begun.</summary>
    public List<MigrationRun> Migrations { get; } = [];

    /// <summary>Whether containers may have been replaced.</summary>
    public bool HasReplaced => Steps.Has(ReleaseStep.Up);

    /// <summary>Runs the gate, unless it is left out with a reason.</summary>
    /// <exception cref="GateNotPassedException">It did not pass.</exception>
    public async Task RunGateAsync(string tag, Action<GateReport> onReport, CancellationToken cancellationToken)
    {
        if (options.SkipPreflight)
        {
            await Steps.SkipAsync(ReleaseStep.Preflight, $"left out: {session.Redact(options.Reason!)}").ConfigureAwait(false);
            return;
        }

        await Steps.RunAsync(
            ReleaseStep.Preflight,
            "asking the gate",
            async () =>
            {
                var gate = new PreflightGate(session.Project, new PreflightOptions { Tag = tag, Policy = new GatePolicy { AllowSkipped = options.AllowSkipped } })
                {
                    Time = session.Ports.Time,
                    ProcessEnvironment = session.Ports.ProcessEnvironment,
                };
                var report = await gate.RunAsync(cancellationToken).ConfigureAwait(false);
                onReport(report);
                return report.Verdict == Verdict.Passed ? report.Summary : throw new GateNotPassedException(report);
            }).ConfigureAwait(false);
    }

    /// <summary>Pins what runs, builds or brings the images, and keeps the plan. The running stack is not touched.</summary>
    public async Task<StackRelease> BuildAsync(StackRelease release, IReadOnlyList<StackContainer> running, CancellationToken cancellationToken)
    {
        var known = release;
        await Steps.RunAsync(
            ReleaseStep.Build,
            options.NoBuild ? "looking for the images" : "building the images",
            async () =>
            {
                if (Live is { } before)
                {
                    await new ImagePins(session).PinAsync(before.Operation.Number, before.Images, cancellationToken).ConfigureAwait(false);
                }

                // The plan does not depend on the images' content, so it is resolved meanwhile.
                var plan = ReleaseReader.KeepPlanAsync(session, release, cancellationToken);
                string detail;
                try
                {
                    (var images, detail) = await new ReleaseImageBuild(session, options).RunAsync(release, cancellationToken).ConfigureAwait(false);
                    known = release with { Images = images };
                }
                finally
                {
                    await plan.ConfigureAwait(false);
                }

                await StackUp.DemandAsync(session, release, running, cancellationToken).ConfigureAwait(false);
                return detail;
            }).ConfigureAwait(false);
        await Steps.AppendAsync(new ImagesKnown(known.Images)).ConfigureAwait(false);
        return known;
    }

    /// <summary>Replaces the containers, and makes sure that the release is well.</summary>
    public async Task ReplaceAsync(StackRelease release, IReadOnlyList<StackContainer> running, Action<SmokeReport> onSmoke, CancellationToken cancellationToken)
    {
        await MigrateAsync(release, MigrationMoment.Before, ReleaseStep.MigrateBefore, cancellationToken).ConfigureAwait(false);
        var since = session.Now;
        await Steps.RunAsync(
            ReleaseStep.Up,
            "replacing the containers",
            async () =>
            {
                await StackUp.RunAsync(session, release, new StackBefore(running, Live?.Images ?? []), ReleaseStep.Up, cancellationToken).ConfigureAwait(false);
                return $"{release.Expected.Count} services";
            }).ConfigureAwait(false);
        await MigrateAsync(release, MigrationMoment.After, ReleaseStep.MigrateAfter, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<StackContainer> seen = [];
        await Steps.RunAsync(
            ReleaseStep.Healthy,
            "waiting until everything is healthy",
            async () =>
            {
                (var detail, seen) = await ReleaseCheck.HealthyAsync(session, release, ReleaseStep.Healthy, cancellationToken).ConfigureAwait(false);
                return detail;
            }).ConfigureAwait(false);
        await Steps.RunAsync(
            ReleaseStep.Smoke,
            "asking the stack through its proxy",
            async () =>
            {
                var report = await ReleaseCheck.SmokeAsync(session, ReleaseStep.Smoke, since, seen, cancellationToken).ConfigureAwait(false);
                onSmoke(report);
                return ReleaseCheck.Demand(report);
            }).ConfigureAwait(false);
    }

    private async Task MigrateAsync(StackRelease release, MigrationMoment moment, ReleaseStep step, CancellationToken cancellationToken)
    {
        foreach (var migration in session.Project.Release.Migrations.Where(migration => migration.Run == moment))
        {
            await Steps.RunAsync(
                step,
                $"running the migration {migration.Name}",
                async () =>
                {
                    await Steps.AppendAsync(new MigrationStarted(migration.Name, migration.IsReversible)).ConfigureAwait(false);
                    Migrations.Add(new MigrationRun(migration.Name, migration.IsReversible));
                    var result = await session.Engine.Stacks.RunAsync(release.Target, migration.Service, migration.Command, session.Scope(migration.Timeout), cancellationToken).ConfigureAwait(false);
                    return result.Succeeded
                        ? $"{migration.Name} ran"
                        : throw new MigrationFailedException(migration.Name, result, session.Redact);
                }).ConfigureAwait(false);
        }
    }
}
