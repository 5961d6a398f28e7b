using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Hygiene;

namespace DeployOps.Engine.Checks.Release;

/// <summary>The release log and the <c>.deployops</c> folder stay on the server: git ignores them and tracks nothing of them.</summary>
public sealed class LogStaysOutOfGit : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL013", "The release log and .deployops/ stay out of git", CheckFamily.Release, Severity.P1, "RB11", "seeds/003, 1: release.log is made on the server, not committed");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var repository = await context.FactAsync<RepositoryFact>(cancellationToken).ConfigureAwait(false);
        var log = context.Project.RelativePath(context.Project.ReleaseLog.Path);
        if (Path.IsPathRooted(log))
        {
            yield return NotApplicable("the release log lies outside of the project", log);
            yield break;
        }

        var folder = Path.GetDirectoryName(log) is { Length: > 0 } above ? $"{above.Replace('\\', '/')}/.deployops" : ".deployops";
        foreach (var (path, pattern) in new[] { (log, Path.GetFileName(log)), (folder, ".deployops/") })
        {
            if (await repository.Git.IsTrackedAsync(path, cancellationToken).ConfigureAwait(false))
            {
                yield return Fail(path, "git tracks it", $"Take it out of git and keep the file (git rm -r --cached {path}), and add {pattern} to .gitignore.", path == log ? path : null);
            }
            else if (!await repository.Git.IsIgnoredAsync(pattern.EndsWith('/') ? path + "/" : path, cancellationToken).ConfigureAwait(false))
            {
                yield return Fail(path, "git does not ignore it, so that one 'git add .' commits it", $"Add {pattern} to .gitignore.", ".gitignore");
            }
        }
    }
}
