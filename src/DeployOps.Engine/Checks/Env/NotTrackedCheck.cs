using DeployOps.Engine.Checks.Env.Reading;
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
        foreach (var settings in context.Project.Env.Files)
        {
            var path = context.Project.FullPath(settings.Path);
            var name = context.Project.RelativePath(path);
            if (await EnvFileRepository.OfAsync(context, path, cancellationToken).ConfigureAwait(false) is not { } git)
            {
                yield return NotApplicable("it is not in a git working tree", name);
            }
            else if (await git.IsTrackedAsync(path, cancellationToken).ConfigureAwait(false))
            {
                yield return Fail(name, "git tracks it, so its values are in the history", "Take it out (git rm --cached), ignore it, and replace every secret in it: the history keeps them.", name);
            }
        }
    }
}
