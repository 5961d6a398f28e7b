using System.Runtime.CompilerServices;
using DeployOps.Engine.Repository.Ignoring;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>Each folder that is sent to a build has a readable .dockerignore.</summary>
public sealed class BuildContextsHaveIgnoreFile : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG003",
        "Each build context has a .dockerignore",
        CheckFamily.Hygiene,
        Severity.P1,
        "PA9",
        "seeds/000, 1-5 and C5");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var contexts = await context.FactAsync<BuildContextsFact>(cancellationToken).ConfigureAwait(false);
        foreach (var build in contexts.Contexts)
        {
            var folder = context.Project.RelativePath(build.Folder);
            if (build.IgnoreFile is not { } file)
            {
                yield return Fail(build.Service, $"the folder {folder} is sent to the build as it is", "Write a .dockerignore beside the Dockerfile; it may start with * and take back what the image needs.", folder);
                continue;
            }

            Finding? refused = null;
            try
            {
                build.ReadPatterns();
            }
            catch (DockerIgnoreFormatException failure)
            {
                refused = Fail(build.Service, failure.Message, failure.RecommendedAction, context.Project.RelativePath(file), failure.Line);
            }

            if (refused is not null)
            {
                yield return refused;
            }
        }
    }
}
