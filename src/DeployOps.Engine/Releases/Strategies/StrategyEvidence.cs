using System.Text;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Redaction.Escapes;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>What containers wrote that are about to be removed because they failed.</summary>
internal static class StrategyEvidence
{
    private const int Lines = 40;

    public static async Task<string> OfAsync(StrategyContext context, IEnumerable<StackContainer> containers, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var container in containers)
        {
            try
            {
                var log = await context.Engine.Containers.LogsAsync(container.Id, Lines, since: null, withTimes: false, cancellationToken).ConfigureAwait(false);
                text.Append(container.Service).Append(": ").Append(context.Redact(TerminalText.Plain(log.Reveal()))).Append('\n');
            }
            catch (Exception failure) when (failure is DeployOpsException or OperationCanceledException)
            {
                // What failed is told without what it wrote.
                text.Append(container.Service).Append(": its log cannot be read\n");
            }
        }

        return text.ToString();
    }
}
