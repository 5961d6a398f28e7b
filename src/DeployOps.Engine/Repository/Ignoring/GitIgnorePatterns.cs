using System.Text;

namespace DeployOps.Engine.Repository.Ignoring;

/// <summary>The patterns of one <c>.gitignore</c> or <c>.git/info/exclude</c>, with the semantics of gitignore(5).</summary>
public sealed class GitIgnorePatterns
{
    private readonly GitIgnorePattern[] _patterns;

    private GitIgnorePatterns(GitIgnorePattern[] patterns) => _patterns = patterns;

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text; a byte order mark and the ends of lines of Windows do no harm.</param>
    /// <param name="ignoreCase">Whether upper and lower case are the same (git's <c>core.ignoreCase</c>).</param>
    public static GitIgnorePatterns Parse(string text, bool ignoreCase = false) => new(
    [
        .. text.TrimStart('\uFEFF').Split('\n')
            .Select(line => GitIgnorePattern.Read(line.EndsWith('\r') ? line[..^1] : line, ignoreCase))
            .OfType<GitIgnorePattern>(),
    ]);

    /// <summary>What the file says about a path: ignored, taken back, or nothing.</summary>
    /// <param name="path">The path relative to the folder of the file, with <c>/</c> between folders.</param>
    /// <param name="isFolder">Whether the path is a folder.</param>
    /// <returns><see langword="null"/> when no pattern speaks about it.</returns>
    public bool? Decide(string path, bool isFolder) => Decide(Encoding.UTF8.GetBytes(path), isFolder);

    /// <summary>
    /// What the file says about a file's path, or else about one of its folders, the nearest first: for lists of paths
    /// that are no ignore files but are written like them.
    /// </summary>
    internal bool? DecideWithFolders(ReadOnlySpan<byte> path)
    {
        var decided = Decide(path, isFolder: false);
        for (var slash = path.LastIndexOf((byte)'/'); slash > 0 && decided is null; slash = path[..slash].LastIndexOf((byte)'/'))
        {
            decided = Decide(path[..slash], isFolder: true);
        }

        return decided;
    }

    internal bool? Decide(ReadOnlySpan<byte> path, bool isFolder)
    {
        for (var index = _patterns.Length - 1; index >= 0; index--)
        {
            if (_patterns[index].Matches(path, isFolder))
            {
                return !_patterns[index].Negated;
            }
        }

        return null;
    }
}
