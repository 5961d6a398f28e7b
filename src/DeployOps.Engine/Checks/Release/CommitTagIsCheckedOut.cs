using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Hygiene;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Checks.Release;

/// <summary>A tag that is a commit hash is the commit that is checked out, and that a build on this server would therefore contain.</summary>
public sealed class CommitTagIsCheckedOut : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL005", "A commit tag is the commit that is checked out", CheckFamily.Release, Severity.P2, "RB6", "seeds/003, 0: images are built on the server");

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
        var current = await repository.Git.CurrentCommitAsync(cancellationToken).ConfigureAwait(false);
        if (current is null || !(current.StartsWith(commit.Text, StringComparison.Ordinal) || commit.Text.StartsWith(current, StringComparison.Ordinal)))
        {
            yield return Warn(
                commit.Text,
                $"{current ?? "no commit"} is checked out, and a build here would give its content the tag of another commit",
                $"Check the commit out (git checkout {commit.Text}), or use {current ?? "a commit of this repository"} as the tag.",
                tag.File,
                tag.Line);
        }
    }
}
