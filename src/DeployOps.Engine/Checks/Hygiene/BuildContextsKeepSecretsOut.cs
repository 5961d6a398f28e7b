using System.Runtime.CompilerServices;
using DeployOps.Engine.Project;

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
            foreach (var missing in BuildContextCoverage.Missing(build, [.. IgnoredPaths.BuildSecrets, .. PlansIn(build, context.Project)]))
            {
                yield return Fail(build.Service, $"it lets {missing.Path} into the build ({missing.Kind})", $"Add {missing.Pattern} to {file}.", file);
            }
        }
    }

    // A release keeps its resolved plan, with the values of secrets, under .deployops of the project (see Releases/Operations/OperationFolder).
    private static IEnumerable<IgnoredPath> PlansIn(BuildContext build, DeployProject project)
    {
        var plan = Path.GetRelativePath(build.Folder, project.FullPath(".deployops/releases/1/compose.json")).Replace(Path.DirectorySeparatorChar, '/');
        return plan.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(plan) ? [] : [new IgnoredPath(plan, "**/.deployops", "kept plan of a release")];
    }
}
