using DeployOps.Engine.Processes;
using DeployOps.Engine.Repository;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>The project's source files: what git tracks, or without git what it would.</summary>
/// <param name="Files">The files, relative to the project's root.</param>
/// <param name="IsFromGit">Whether git listed them.</param>
/// <param name="Traits">What the project is made with.</param>
public sealed record SourceFilesFact(TrackedFiles Files, bool IsFromGit, ProjectTraits Traits) : IFact<SourceFilesFact>
{
    /// <inheritdoc/>
    public static async Task<SourceFilesFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            var repository = await context.FactAsync<RepositoryFact>(cancellationToken).ConfigureAwait(false);
            var tracked = await repository.Git.TrackedFilesAsync(cancellationToken).ConfigureAwait(false);
            return new SourceFilesFact(tracked, true, ProjectTraits.Of(tracked));
        }
        catch (Exception failure) when (failure is ProgramNotFoundException or FactUnavailableException { Status: FindingStatus.NotApplicable })
        {
            // A package that was copied to the server has no repository, and is looked at all the same.
            var walked = TrackedFiles.Of(WorkingTree.UnignoredFiles(context.Project.Root));
            return new SourceFilesFact(walked, false, ProjectTraits.Of(walked));
        }
    }
}
