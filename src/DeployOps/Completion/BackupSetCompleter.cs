using System.Collections;
using System.Runtime.CompilerServices;
using DeployOps.Engine.Backups.Listing;
using DeployOps.Engine.Project;

namespace DeployOps.Completion;

/// <summary>Completes the names of backup sets, the newest first.</summary>
public sealed class BackupSetCompleter : ProjectCompleter
{
    private protected override IAsyncEnumerable<string> WordsAsync(DeployProject project, CancellationToken cancellationToken) => NamesAsync(project, null, cancellationToken);

    private protected override IAsyncEnumerable<string> WordsAsync(DeployProject project, IDictionary bound, CancellationToken cancellationToken) =>
        NamesAsync(project, bound["Destination"] as string, cancellationToken);

    private static async IAsyncEnumerable<string> NamesAsync(DeployProject project, string? destination, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var set in await new ListBackups(project).RunAsync(destination, cancellationToken).ConfigureAwait(false))
        {
            yield return set.Id;
        }
    }
}
