using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Strategies;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Replaces the containers by those of a release.</summary>
internal static class StackUp
{
    /// <summary>Refuses a service that cannot go by its strategy, before anything is touched.</summary>
    /// <exception cref="StrategyNotPossibleException">There is one.</exception>
    public static async Task DemandAsync(ReleaseSession session, StackRelease release, CancellationToken cancellationToken)
    {
        if (session.Project.Release.Services.Any(service => service.Strategy != ReleaseStrategy.Recreate))
        {
            var plan = await ComposePlan.ReadAsync(new OperationFolder(session.Project, release.Number).Plan, cancellationToken).ConfigureAwait(false);
            UpStrategies.Demand(session.Project, plan);
        }
    }

    /// <summary>Replaces them, each service by its strategy; in one <c>docker compose up</c> when none has one of its own.</summary>
    /// <param name="session">The session.</param>
    /// <param name="release">The release.</param>
    /// <param name="running">The containers as they were seen last: of those that the release does not change, none is replaced.</param>
    /// <param name="step">The step it is part of.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task RunAsync(
        ReleaseSession session, StackRelease release, IReadOnlyList<StackContainer> running, ReleaseStep step, CancellationToken cancellationToken)
    {
        session.Output.Say($"docker compose up --detach --no-build ({release.Tag}, {step})");
        var scope = session.Scope(session.Project.Release.UpTimeout);
        var plan = new OperationFolder(session.Project, release.Number).Plan;
        if (session.Project.Release.Services.All(service => service.Strategy == ReleaseStrategy.Recreate) || !File.Exists(plan))
        {
            var target = await UnchangedServices.KeepAsync(session, release.Target, release, running, cancellationToken).ConfigureAwait(false);
            await session.Engine.Stacks.UpAsync(target, new UpOptions(), scope, cancellationToken).ConfigureAwait(false);
            return;
        }

        await UpStrategies.RunAsync(
            new StrategyContext
            {
                Project = session.Project,
                Target = await UnchangedServices.KeepAsync(session, ReleaseReader.PlanOf(session, release), release, running, cancellationToken).ConfigureAwait(false),
                Plan = await ComposePlan.ReadAsync(plan, cancellationToken).ConfigureAwait(false),
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

    /// <summary>
    /// Removes the containers of services that only the replaced release has. Containers that no release knows stay: somebody else may
    /// have put them into the project.
    /// </summary>
    public static async Task RemoveOthersAsync(ReleaseSession session, StackRelease release, IReadOnlyList<ReleaseImage> replaced, CancellationToken cancellationToken)
    {
        var mine = release.Expected.Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        var others = replaced.Select(image => image.Service).Where(service => !mine.Contains(service)).ToHashSet(StringComparer.Ordinal);
        if (others.Count > 0)
        {
            var look = await StackLook.TakeAsync(session, cancellationToken).ConfigureAwait(false);
            var ids = look.Containers.Where(container => others.Contains(container.Service)).Select(container => container.Id).ToList();
            await session.Engine.Containers.StopAsync(ids, grace: null, cancellationToken).ConfigureAwait(false);
            await session.Engine.Containers.RemoveAsync(ids, cancellationToken).ConfigureAwait(false);
        }
    }
}
