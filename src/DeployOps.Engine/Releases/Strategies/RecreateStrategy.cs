using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>What compose does: one <c>docker compose up</c>, in which old containers end and new ones start in their place.</summary>
internal sealed class RecreateStrategy : IUpStrategy
{
    public Task ReplaceAsync(StrategyContext context, CancellationToken cancellationToken) =>
        context.Engine.Stacks.UpAsync(context.Target, new UpOptions { RemoveOrphans = context.RemoveOrphans }, context.Scope, cancellationToken);
}
