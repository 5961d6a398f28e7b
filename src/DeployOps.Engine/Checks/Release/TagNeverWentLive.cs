using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Release.Log;

namespace DeployOps.Engine.Checks.Release;

/// <summary>The tag has not gone live before: building it again would move it away from the images that ran.</summary>
public sealed class TagNeverWentLive : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL015", "The tag has not gone live before", CheckFamily.Release, Severity.P1, "RB6 RB13", "facts/docker-compose.md: building the same tag again moves the tag");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tag = await context.FactAsync<DecidedTagFact>(cancellationToken).ConfigureAwait(false);
        var history = await context.FactAsync<ReleaseHistoryFact>(cancellationToken).ConfigureAwait(false);
        if (history.LineOfRelease(tag.Demand()) is { } line)
        {
            yield return Warn(
                tag.Text,
                "the log says that this tag went live already; building it again replaces the images that ran under it, and nothing is left to go back to",
                "Use a further tag, such as 2026.01.14.2 or the new commit's hash. Without a build (a rollback, a restart) this is as it should be.",
                history.File,
                (int)Math.Min(line, int.MaxValue));
        }
    }
}
