using DeployOps.Engine.Checks.Hygiene;
using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Env;

/// <summary>An environment file is ignored, so that no <c>git add .</c> takes it along (seed 003, 3.1).</summary>
public sealed class IgnoredCheck : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV042", "Every environment file is ignored by git", CheckFamily.Env, Severity.P1, "RB3", "seed 003, 3.1; gitignore(5)");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var repository = await context.FactAsync<RepositoryFact>(cancellationToken).ConfigureAwait(false);
        foreach (var settings in context.Project.Env.Files)
        {
            var path = context.Project.FullPath(settings.Path);
            if (!await repository.Git.IsIgnoredAsync(path, cancellationToken).ConfigureAwait(false))
            {
                var name = context.Project.RelativePath(path);
                yield return Fail(name, "git does not ignore it, so the next git add may take it along", "Add its name to .gitignore.", name);
            }
        }
    }
}
