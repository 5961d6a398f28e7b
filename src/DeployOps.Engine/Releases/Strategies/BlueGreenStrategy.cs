using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>
/// Brings the blue-green services up as a project of their own beside the live one, watches and asks them there, switches the proxy by
/// the configured command, asks through it, and removes the old project after a while (row KP12).
/// </summary>
internal sealed class BlueGreenStrategy : IUpStrategy
{
    public async Task ReplaceAsync(StrategyContext context, CancellationToken cancellationToken)
    {
        var colors = new Colors(context, context.By(ReleaseStrategy.BlueGreen));
        var settled = await new ColorRepair(colors).RunAsync(cancellationToken).ConfigureAwait(false);
        await new ColorRelease(colors, settled).RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
