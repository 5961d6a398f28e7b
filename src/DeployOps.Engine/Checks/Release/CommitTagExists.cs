using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Hygiene;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Checks.Release;

/// <summary>A tag that is a commit hash names exactly one commit of this repository.</summary>
public sealed class CommitTagExists : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL004", "A commit tag names a commit of this repository", CheckFamily.Release, Severity.P0, "RB6", "seeds/003, 8");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tag = await context.FactAsync<DecidedTagFact>(cancellationToken).ConfigureAwait(false);
        if (ReleaseTag.Parse(tag.Demand(), context.Project.Tag.Format).Tag is not { Kind: ReleaseTagKind.Commit } commit)
        {
            yield return NotApplicable("the tag is no commit hash");
            yield break;
        }

        var repository = await context.FactAsync<RepositoryFact>(cancellationToken).ConfigureAwait(false);
        if (!await repository.Git.CommitExistsAsync(commit.Text, cancellationToken).ConfigureAwait(false))
        {
            yield return Fail(
                commit.Text,
                "this repository has no such commit, or more than one that starts so",
                "Use what 'git rev-parse --short HEAD' prints; in a shallow clone, 'git fetch --unshallow' first.",
                tag.File,
                tag.Line);
        }
    }
}
