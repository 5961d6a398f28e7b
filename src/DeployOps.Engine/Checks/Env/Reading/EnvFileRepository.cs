using DeployOps.Engine.Checks.Hygiene;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Repository;

namespace DeployOps.Engine.Checks.Env.Reading;

/// <summary>
/// The git working tree that an environment file lies in. Mostly it is the project's; a service may be a clone of its own, and a
/// file outside of the project may lie in none, where nothing can commit it.
/// </summary>
internal static class EnvFileRepository
{
    /// <summary>The working tree, or <see langword="null"/> when the file lies in none.</summary>
    /// <exception cref="FactUnavailableException">There is no git here.</exception>
    public static async Task<IGitRepository?> OfAsync(CheckContext context, string path, CancellationToken cancellationToken)
    {
        if (await OfProjectAsync(context, cancellationToken).ConfigureAwait(false) is { } git && IsBelow(path, git))
        {
            return git;
        }

        var folder = Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        try
        {
            return await GitRepository.OpenAsync(folder, new ProcessRunner(), cancellationToken).ConfigureAwait(false);
        }
        catch (NotARepositoryException)
        {
            return null;
        }
    }

    private static async Task<IGitRepository?> OfProjectAsync(CheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            return (await context.FactAsync<RepositoryFact>(cancellationToken).ConfigureAwait(false)).Git;
        }
        catch (FactUnavailableException missing) when (missing.Status == FindingStatus.NotApplicable)
        {
            return null;
        }
    }

    private static bool IsBelow(string path, IGitRepository git) => IsBelow(path, git.Root) || IsBelow(path, git.Folder);

    private static bool IsBelow(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
    }
}
