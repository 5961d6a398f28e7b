using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Operations.Content;
using DeployOps.Engine.Releases.Strategies;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Replaces the containers by those of a release.</summary>
internal static class StackUp
{
    /// <summary>Refuses a service that cannot go by its strategy, before anything is touched.</summary>
    /// <exception cref="StrategyNotPossibleException">There is one.</exception>
    public static async Task DemandAsync(ReleaseSession session, StackRelease release, IReadOnlyList<StackContainer> running, CancellationToken cancellationToken)
    {
        if (session.Project.Release.Services.Any(service => service.Strategy != ReleaseStrategy.Recreate))
        {
            var plan = await ComposePlan.ReadAsync(new OperationFolder(session.Project, release.Number).Plan, cancellationToken).ConfigureAwait(false);
            UpStrategies.Demand(session.Project, plan, running);
        }
    }

    /// <summary>
    /// Replaces them, each service by its strategy; in one <c>docker compose up</c> when none has one of its own. Containers of services that
    /// only the replaced release has are removed.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="release">The release.</param>
    /// <param name="before">What was there before it.</param>
    /// <param name="step">The step it is part of.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task RunAsync(ReleaseSession session, StackRelease release, StackBefore before, ReleaseStep step, CancellationToken cancellationToken)
    {
        var folder = new OperationFolder(session.Project, release.Number);
        var plan = await PlanAsync(session, release, folder, cancellationToken).ConfigureAwait(false);
        var leaving = await LeavingContainers.FindAsync(session, release, before.Images, cancellationToken).ConfigureAwait(false);
        try
        {
            await leaving.MakeWayAsync(plan, cancellationToken).ConfigureAwait(false);
            await ReplaceAsync(session, release, before, step, plan, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await leaving.StandAgainAsync().ConfigureAwait(false);
            throw;
        }

        await leaving.RemoveAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task ReplaceAsync(ReleaseSession session, StackRelease release, StackBefore before, ReleaseStep step, ComposePlan plan, CancellationToken cancellationToken)
    {
        session.Output.Say($"docker compose up --detach --no-build ({release.Tag}, {step})");
        var scope = session.Scope(session.Project.Release.UpTimeout);
        var folder = new OperationFolder(session.Project, release.Number);
        var given = GivenContent.Of(session, release, plan);
        if (session.Project.Release.Services.All(service => IsPlain(service.Strategy, before)) || !File.Exists(folder.Plan))
        {
            var target = await UnchangedServices.KeepAsync(session, given.LayOver(release.Target, folder), release, before.Containers, given, cancellationToken).ConfigureAwait(false);
            await session.Engine.Stacks.UpAsync(target, new UpOptions { ForceRecreate = before.IsStopped, RemoveOrphans = before.IsStopped }, scope, cancellationToken).ConfigureAwait(false);
            return;
        }

        var laid = given.LayOver(ReleaseReader.PlanOf(session, release), folder);
        await UpStrategies.RunAsync(
            new StrategyContext
            {
                Project = session.Project,
                Target = await UnchangedServices.KeepAsync(session, laid, release, before.Containers, given, cancellationToken).ConfigureAwait(false),
                Plan = plan.WithLabel(GivenContent.Label, given.Labels),
                Running = await session.Engine.Containers.OfProjectAsync(session.StackName, cancellationToken).ConfigureAwait(false),
                Tag = release.Tag,
                WantedImages = release.Images.Where(image => image.Id is not null).ToDictionary(image => image.Service, image => image.Id!, StringComparer.Ordinal),
                Engine = session.Docker,
                Processes = session.Processes,
                Scope = scope,
                HealthTimeout = session.Settings.HealthTimeout,
                Stability = session.Settings.Stability,
                Redact = session.Redact,
                RecreateWhereImpossible = step == ReleaseStep.Rollback,
                OnProgress = session.Settings.OnProgress,
                Step = step,
                Time = session.Ports.Time,
            },
            cancellationToken).ConfigureAwait(false);
    }

    // Where everything was stopped there is nothing left that could keep answering.
    private static bool IsPlain(ReleaseStrategy strategy, StackBefore before) => strategy == ReleaseStrategy.Recreate || (strategy == ReleaseStrategy.Rolling && before.IsStopped);

    // A release that was found running may have been kept without a plan, and one can be damaged.
    private static async Task<ComposePlan> PlanAsync(ReleaseSession session, StackRelease release, OperationFolder folder, CancellationToken cancellationToken) => File.Exists(folder.Plan)
        ? await ComposePlan.ReadAsync(folder.Plan, cancellationToken).ConfigureAwait(false)
        : ComposePlan.Parse(await session.Engine.Stacks.ResolveAsync(release.Target, session.Scope(TimeSpan.FromMinutes(1)) with { OnLine = null }, cancellationToken).ConfigureAwait(false));
}
