using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>What builds and tests leave behind, and what the project names itself, cannot be added to git by accident.</summary>
public sealed class GitIgnoresLeftovers : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG002",
        "Git ignores caches and what the project names",
        CheckFamily.Hygiene,
        Severity.P1,
        "PA9",
        "seeds/000, 1-5 and C6: .gitignore with pytest-cache-*/");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var repository = await context.FactAsync<RepositoryFact>(cancellationToken).ConfigureAwait(false);
        var source = await context.FactAsync<SourceFilesFact>(cancellationToken).ConfigureAwait(false);
        var coverage = GitIgnoreCoverage.Open(context.Project, repository.Git);
        var paths = IgnoredPaths.GitLeftovers.Where(path => path.When?.Invoke(source.Traits) != false)
            .Concat(context.Project.Hygiene.GitIgnored.Select(path => new IgnoredPath(path, path, "named in hygiene.git-ignored")));
        foreach (var missing in coverage.Missing(paths))
        {
            yield return Fail(missing.Pattern, $"no .gitignore covers {missing.Path} ({missing.Kind})", $"Add {missing.Pattern} to .gitignore.", ".gitignore");
        }
    }
}
