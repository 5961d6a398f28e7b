using System.Text;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Repository.Ignoring;

/// <summary>
/// All ignore files of a working tree together: a deeper <c>.gitignore</c> is asked before a higher one, then
/// <c>.git/info/exclude</c>. What lies in an ignored folder stays ignored, whatever is said about it.
/// </summary>
public sealed class GitIgnoreTree
{
    private readonly Func<string, GitIgnorePatterns?> _read;
    private readonly GitIgnorePatterns? _exclude;
    private readonly Dictionary<string, GitIgnorePatterns?> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _ignoredFolders = new(StringComparer.Ordinal) { [""] = false };

    /// <summary>Puts the ignore files of a tree together.</summary>
    /// <param name="read">The patterns of a folder's <c>.gitignore</c>; the folder is relative to the root, <c>""</c> for the root.</param>
    /// <param name="exclude">The patterns of <c>.git/info/exclude</c>.</param>
    public GitIgnoreTree(Func<string, GitIgnorePatterns?> read, GitIgnorePatterns? exclude = null)
    {
        _read = read;
        _exclude = exclude;
    }

    /// <summary>The ignore files of a working tree on disk.</summary>
    /// <param name="root">The root of the tree.</param>
    /// <param name="withExclude">
    /// Whether <c>.git/info/exclude</c> counts. It does not travel with a clone, so that it does not count as coverage.
    /// </param>
    /// <param name="ignoreCase">Whether upper and lower case are the same.</param>
    public static GitIgnoreTree Open(string root, bool withExclude, bool ignoreCase = false)
    {
        GitIgnorePatterns? Read(string path) => File.Exists(path) ? GitIgnorePatterns.Parse(RegularFile.ReadText(path), ignoreCase) : null;
        return new GitIgnoreTree(
            folder => Read(Path.Combine(root, folder, ".gitignore")),
            withExclude ? Read(Path.Combine(root, ".git", "info", "exclude")) : null);
    }

    /// <summary>Whether a path is ignored. It need not exist. Not to be asked from several threads at once.</summary>
    /// <param name="path">The path relative to the root, with <c>/</c> between folders.</param>
    /// <param name="isFolder">Whether the path is a folder.</param>
    public bool IsIgnored(string path, bool isFolder)
    {
        var slash = path.LastIndexOf('/');
        return IsFolderIgnored(slash < 0 ? "" : path[..slash]) || Decide(path, isFolder);
    }

    private bool IsFolderIgnored(string folder)
    {
        if (!_ignoredFolders.TryGetValue(folder, out var ignored))
        {
            ignored = IsIgnored(folder, isFolder: true);
            _ignoredFolders[folder] = ignored;
        }

        return ignored;
    }

    private bool Decide(string path, bool isFolder)
    {
        Span<byte> bytes = Encoding.UTF8.GetBytes(path);
        for (var slash = path.LastIndexOf('/'); ; slash = path.LastIndexOf('/', slash - 1))
        {
            var folder = slash < 0 ? "" : path[..slash];
            var relative = slash < 0 ? bytes : bytes[(Encoding.UTF8.GetByteCount(folder) + 1)..];
            if (PatternsOf(folder)?.Decide(relative, isFolder) is { } decided)
            {
                return decided;
            }

            if (slash <= 0)
            {
                return _exclude?.Decide(bytes, isFolder) ?? false;
            }
        }
    }

    private GitIgnorePatterns? PatternsOf(string folder)
    {
        if (!_folders.TryGetValue(folder, out var patterns))
        {
            patterns = _read(folder);
            _folders[folder] = patterns;
        }

        return patterns;
    }
}
