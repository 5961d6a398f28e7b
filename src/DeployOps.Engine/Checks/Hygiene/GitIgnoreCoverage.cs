using DeployOps.Engine.Project;
using DeployOps.Engine.Repository;
using DeployOps.Engine.Repository.Ignoring;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>
/// What the repository's own <c>.gitignore</c> files cover. The user's ignore file and <c>.git/info/exclude</c> do not count:
/// they do not travel with a clone.
/// </summary>
public sealed class GitIgnoreCoverage
{
    private readonly GitIgnoreTree _tree;
    private readonly string _prefix;

    private GitIgnoreCoverage(GitIgnoreTree tree, string prefix)
    {
        _tree = tree;
        _prefix = prefix;
    }

    /// <summary>Reads the ignore files of the repository that a project lies in.</summary>
    public static GitIgnoreCoverage Open(DeployProject project, IGitRepository repository)
    {
        var folder = Path.GetRelativePath(repository.Root, project.Root).Replace(Path.DirectorySeparatorChar, '/');
        return new GitIgnoreCoverage(GitIgnoreTree.Open(repository.Root, withExclude: false), folder == "." ? "" : folder + "/");
    }

    /// <summary>The paths that are not covered, one for each pattern.</summary>
    public IEnumerable<IgnoredPath> Missing(IEnumerable<IgnoredPath> paths) =>
        paths.Where(path => !_tree.IsIgnored(_prefix + path.Path.TrimEnd('/'), path.Path.EndsWith('/'))).DistinctBy(path => path.Pattern);
}
