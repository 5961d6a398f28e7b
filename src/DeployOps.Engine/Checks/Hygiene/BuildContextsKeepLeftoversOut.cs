using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>Documents, tests and caches cannot get into an image.</summary>
public sealed class BuildContextsKeepLeftoversOut : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG005",
        "Each .dockerignore keeps documents, tests and caches out",
        CheckFamily.Hygiene,
        Severity.P1,
        "PA9",
        "seeds/000, 1-5 and C5");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var contexts = await context.FactAsync<BuildContextsFact>(cancellationToken).ConfigureAwait(false);
        foreach (var build in contexts.Contexts.Where(build => build.IgnoreFile is not null))
        {
            var file = context.Project.RelativePath(build.IgnoreFile!);
            foreach (var missing in BuildContextCoverage.Missing(build, BuildContextCoverage.LeftoversOf(build, context.Project.Hygiene)))
            {
                yield return Fail(build.Service, $"it lets {missing.Path} into the build ({missing.Kind})", $"Add {missing.Pattern} to {file}.", file);
            }
        }
    }
}
