using DeployOps.Engine.Processes;
using DeployOps.Engine.Repository;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>The git working tree that the project lies in.</summary>
/// <param name="Git">What git can be asked.</param>
public sealed record RepositoryFact(IGitRepository Git) : IFact<RepositoryFact>
{
    /// <inheritdoc/>
    public static async Task<RepositoryFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            return new RepositoryFact(await GitRepository.OpenAsync(context.Project.Root, new ProcessRunner(), cancellationToken).ConfigureAwait(false));
        }
        catch (NotARepositoryException missing)
        {
            throw new FactUnavailableException(FindingStatus.NotApplicable, "the project is not in a git working tree", missing.RecommendedAction, missing);
        }
    }
}
