using DeployOps.Engine.Checks.Hygiene;
using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Env;

/// <summary>An environment file with values is never committed (seed 003, 3.1).</summary>
public sealed class NotTrackedCheck : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV041", "No environment file is tracked by git", CheckFamily.Env, Severity.P0, "RB3", "seed 003, 3.1; OWASP Secrets Management Cheat Sheet");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var repository = await context.FactAsync<RepositoryFact>(cancellationToken).ConfigureAwait(false);
        foreach (var settings in context.Project.Env.Files)
        {
            var path = context.Project.FullPath(settings.Path);
            if (await repository.Git.IsTrackedAsync(path, cancellationToken).ConfigureAwait(false))
            {
                var name = context.Project.RelativePath(path);
                yield return Fail(name, "git tracks it, so its values are in the history", "Take it out (git rm --cached), ignore it, and replace every secret in it: the history keeps them.", name);
            }
        }
    }
}
