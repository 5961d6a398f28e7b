using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Completion;

/// <summary>Completes tags of the release log, the latest first.</summary>
public class ReleaseTagCompleter : ProjectCompleter
{
    private protected override async IAsyncEnumerable<string> WordsAsync(DeployProject project, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new GetReleaseLogOptions { NewestFirst = true, Last = Most };
        await foreach (var entry in new GetReleaseLog(project).RunAsync(options, cancellationToken).ConfigureAwait(false))
        {
            yield return entry.Record.Tag;
        }
    }
}
