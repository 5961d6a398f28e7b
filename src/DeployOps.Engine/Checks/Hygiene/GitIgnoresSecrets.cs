using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>Environment files and private keys cannot be added to git by accident.</summary>
public sealed class GitIgnoresSecrets : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG001",
        "Git ignores environment files and private keys",
        CheckFamily.Hygiene,
        Severity.P0,
        "RB3 PA9",
        "seeds/000, 1-5 and C6; seeds/003, 1");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var repository = await context.FactAsync<RepositoryFact>(cancellationToken).ConfigureAwait(false);
        var coverage = GitIgnoreCoverage.Open(context.Project, repository.Git);
        foreach (var missing in coverage.Missing(IgnoredPaths.GitSecrets))
        {
            yield return Fail(missing.Pattern, $"no .gitignore covers {missing.Path} ({missing.Kind}), so that one 'git add .' commits it", $"Add {missing.Pattern} to .gitignore.", ".gitignore");
        }
    }
}
