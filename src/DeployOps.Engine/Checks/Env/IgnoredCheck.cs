using DeployOps.Engine.Checks.Env.Reading;
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
        foreach (var settings in context.Project.Env.Files)
        {
            var path = context.Project.FullPath(settings.Path);
            var name = context.Project.RelativePath(path);
            if (await EnvFileRepository.OfAsync(context, path, cancellationToken).ConfigureAwait(false) is not { } git)
            {
                yield return NotApplicable("it is not in a git working tree", name);
            }
            else if (!await git.IsIgnoredAsync(path, cancellationToken).ConfigureAwait(false))
            {
                yield return Fail(name, "git does not ignore it, so the next git add may take it along", "Add its name to .gitignore.", name);
            }
        }
    }
}
