using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>
/// Replaces rolling services one after the other, each after what it depends on, and then everything else by one <c>docker compose up</c>.
/// </summary>
/// <remarks>
/// Compose is never asked with <c>--no-deps</c>: it takes the dependencies out of the configuration's hash, so that the next
/// <c>up</c> would replace the container once more. A service that was rolled is as compose wants it, and stays. Observed with 2.26.1.
/// </remarks>
internal sealed class RollingStrategy : IUpStrategy
{
    public Task ReplaceAsync(StrategyContext context, CancellationToken cancellationToken) => ReplaceAsync(context, [], cancellationToken);

    /// <summary>Replaces some services and what they depend on; all when none is named.</summary>
    public static async Task ReplaceAsync(StrategyContext context, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        var wanted = services.SelectMany(service => context.Plan.AllDependenciesOf(service).Append(service)).ToHashSet(StringComparer.Ordinal);
        var rolling = context.By(ReleaseStrategy.Rolling).Where(service => wanted.Count == 0 || wanted.Contains(service)).ToList();
        if (rolling.Count > 0)
        {
            var hashes = await new PlanHashes(context.Processes).OfAsync(context.Target, context.Scope, cancellationToken).ConfigureAwait(false);
            foreach (var service in context.Plan.InDependencyOrder(rolling))
            {
                await RollAsync(context, new ServiceRoll(context, context.Plan.Find(service)!, hashes.GetValueOrDefault(service, "")), cancellationToken).ConfigureAwait(false);
            }
        }

        // A part of the stack knows nothing of the others' orphans.
        var options = new UpOptions { Services = services, RemoveOrphans = context.RemoveOrphans && services.Count == 0 };
        await context.Engine.Stacks.UpAsync(context.Target, options, context.Scope, cancellationToken).ConfigureAwait(false);
    }

    private static async Task RollAsync(StrategyContext context, ServiceRoll roll, CancellationToken cancellationToken)
    {
        if (!await roll.IsNeededAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var needed = context.Plan.AllDependenciesOf(roll.Service.Name).Order(StringComparer.Ordinal).ToList();
        if (needed.Count > 0)
        {
            await context.Engine.Stacks.UpAsync(context.Target, new UpOptions { Services = needed }, context.Scope, cancellationToken).ConfigureAwait(false);
        }

        await roll.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
