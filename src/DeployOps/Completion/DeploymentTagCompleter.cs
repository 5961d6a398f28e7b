using System.Globalization;
using System.Runtime.CompilerServices;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Completion;

/// <summary>Completes the tag of a deployment: today's date, where the project's tags may be dates, and then those of the release log.</summary>
public sealed class DeploymentTagCompleter : ReleaseTagCompleter
{
    private protected override async IAsyncEnumerable<string> WordsAsync(DeployProject project, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (project.Tag.Format != TagFormat.Commit)
        {
            yield return TimeProvider.System.GetLocalNow().ToString("yyyy.MM.dd", CultureInfo.InvariantCulture);
        }

        await foreach (var tag in base.WordsAsync(project, cancellationToken).ConfigureAwait(false))
        {
            yield return tag;
        }
    }
}
