using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>Chooses how a stack goes from one release to the next by <c>release.services</c> (rows LR12, KP12).</summary>
public static class UpStrategies
{
    /// <summary>Refuses what a strategy cannot do; nothing is touched.</summary>
    /// <exception cref="StrategyNotPossibleException">A service cannot go by its strategy.</exception>
    /// <param name="project">The project.</param>
    /// <param name="plan">The release.</param>
    /// <param name="running">The containers as they are now.</param>
    public static void Demand(DeployProject project, ComposePlan plan, IReadOnlyList<StackContainer> running) => StrategyRules.Demand(project, plan, running);

    /// <summary>Replaces the containers of the whole stack. Without strategies of its own it is one <c>docker compose up</c>.</summary>
    /// <exception cref="StrategyNotPossibleException">A service cannot go by its strategy; nothing was touched.</exception>
    /// <exception cref="UpStrategyException">New containers did not turn healthy, or the switch failed; the services of that strategy are as before.</exception>
    public static Task RunAsync(StrategyContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.RecreateWhereImpossible)
        {
            Demand(context.Project, context.Plan, context.Running);
        }

        return Of(context).ReplaceAsync(context, cancellationToken);
    }

    /// <summary>
    /// Settles a switch between colors that was killed midway, by looking at what runs: afterwards the proxy points at the color that was
    /// live before, or at the only one that runs, and a color that was never verified is gone. Nothing is done where nothing is open.
    /// </summary>
    /// <returns>The live color; <see langword="null"/> when no service goes by blue-green or none of them runs.</returns>
    public static async Task<ReleaseColor?> RepairAsync(StrategyContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.By(ReleaseStrategy.BlueGreen) is { Count: > 0 } services
            ? (await new ColorRepair(new Colors(context, services)).RunAsync(cancellationToken).ConfigureAwait(false)).Live
            : null;
    }

    private static IUpStrategy Of(StrategyContext context) =>
        context.By(ReleaseStrategy.BlueGreen).Count > 0 ? new BlueGreenStrategy()
        : context.By(ReleaseStrategy.Rolling).Count > 0 ? new RollingStrategy()
        : new RecreateStrategy();
}
