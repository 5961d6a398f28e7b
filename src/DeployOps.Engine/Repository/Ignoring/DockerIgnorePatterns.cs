namespace DeployOps.Engine.Repository.Ignoring;

/// <summary>
/// The patterns of a <c>.dockerignore</c>, with the semantics of Docker's builder, which differ from git's: every pattern
/// starts at the context's root, <c>*.md</c> does not reach into folders, the last pattern that matches a path or
/// one of its folders decides, and <c>!</c> re-includes also inside an excluded folder.
/// </summary>
public sealed class DockerIgnorePatterns
{
    private readonly DockerIgnorePattern[] _patterns;

    private DockerIgnorePatterns(DockerIgnorePattern[] patterns) => _patterns = patterns;

    /// <summary>No patterns: everything is sent.</summary>
    public static DockerIgnorePatterns Empty { get; } = new([]);

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="DockerIgnoreFormatException">A line is no pattern.</exception>
    public static DockerIgnorePatterns Parse(string text) =>
        new([.. text.TrimStart('\uFEFF').Split('\n').Select((line, index) => DockerIgnorePattern.Read(line, index + 1)).OfType<DockerIgnorePattern>()]);

    /// <summary>Whether a path is kept out of the build context.</summary>
    /// <param name="path">The path relative to the context's root, with <c>/</c> between folders.</param>
    public bool IsExcluded(string path)
    {
        var matched = new bool[_patterns.Length];
        var excluded = false;
        for (var slash = path.IndexOf('/'); ; slash = path.IndexOf('/', slash + 1))
        {
            excluded = Decide(slash < 0 ? path : path[..slash], matched);
            if (slash < 0)
            {
                return excluded;
            }
        }
    }

    /// <summary>Whether an exception may bring back something in a folder that is kept out.</summary>
    /// <param name="folder">The folder's path.</param>
    public bool MayReinclude(string folder) => _patterns.Any(pattern =>
        pattern.IsException
        && (pattern.Text.AsSpan().ContainsAny("*?[\\") || pattern.Text.StartsWith(folder + "/", StringComparison.Ordinal)));

    /// <summary>One level of a path. What a pattern said about the level above holds on for what lies below.</summary>
    private bool Decide(string path, bool[] matched)
    {
        var excluded = false;
        for (var index = 0; index < _patterns.Length; index++)
        {
            var pattern = _patterns[index];

            // The builder does not even ask a pattern that could not change the answer; so it is not remembered as matched either.
            matched[index] = matched[index] || (pattern.IsException == excluded && pattern.Matches(path));
            if (matched[index])
            {
                excluded = !pattern.IsException;
            }
        }

        return excluded;
    }
}
