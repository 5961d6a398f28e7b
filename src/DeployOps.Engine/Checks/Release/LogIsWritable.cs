using System.Runtime.CompilerServices;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Checks.Release;

/// <summary>A record could be appended to the release log now. Looking leaves nothing behind.</summary>
public sealed class LogIsWritable : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL008", "The release log can be written", CheckFamily.Release, Severity.P0, "RB11", "seeds/003, 6: ready to be recorded in release.log");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = context.Project.FullPath(context.Project.ReleaseLog.Path);
        var name = context.Project.RelativePath(path);
        var problem = await Task.Run(() => BlockLogProbe.Problem(path), cancellationToken).ConfigureAwait(false);
        if (problem is LogHeldOpenException)
        {
            yield return Warn(name, "another program holds the log open without sharing it", problem.RecommendedAction, name);
        }
        else if (problem is not null)
        {
            yield return Fail(name, problem.Message, problem.RecommendedAction, name);
        }
    }
}
