using System.Runtime.CompilerServices;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Rollback;

namespace DeployOps.Completion;

/// <summary>Completes the tags that can be gone back to, the latest first.</summary>
public sealed class RollbackTagCompleter : ProjectCompleter
{
    private protected override async IAsyncEnumerable<string> WordsAsync(DeployProject project, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var tag in await new RollBackRelease(project).TagsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return tag;
        }
    }
}
