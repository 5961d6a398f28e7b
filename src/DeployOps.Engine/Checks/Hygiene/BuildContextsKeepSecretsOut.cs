using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>Environment files and private keys cannot get into an image, whoever puts them beside the Dockerfile.</summary>
public sealed class BuildContextsKeepSecretsOut : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG004",
        "Each .dockerignore keeps environment files and private keys out",
        CheckFamily.Hygiene,
        Severity.P0,
        "PA9",
        "seeds/000, 1-5 and C5");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var contexts = await context.FactAsync<BuildContextsFact>(cancellationToken).ConfigureAwait(false);
        foreach (var build in contexts.Contexts.Where(build => build.IgnoreFile is not null))
        {
            var file = context.Project.RelativePath(build.IgnoreFile!);
            foreach (var missing in BuildContextCoverage.Missing(build, IgnoredPaths.BuildSecrets))
            {
                yield return Fail(build.Service, $"it lets {missing.Path} into the build ({missing.Kind})", $"Add {missing.Pattern} to {file}.", file);
            }
        }
    }
}
