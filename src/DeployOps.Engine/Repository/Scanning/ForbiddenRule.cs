using System.Text.RegularExpressions;
using DeployOps.Engine.Repository.Ignoring;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>A pattern that the project wants gone from some of its files.</summary>
public sealed class ForbiddenRule
{
    private readonly Regex _expression;
    private readonly GitIgnorePatterns _paths;

    /// <summary>Describes a pattern.</summary>
    /// <param name="id">The rule's identifier.</param>
    /// <param name="title">What should be.</param>
    /// <param name="pattern">An expression without look-around and references back; <c>^</c> and <c>$</c> stand for the ends of a line.</param>
    /// <param name="paths">The files it is looked for in, as patterns of a <c>.gitignore</c>.</param>
    /// <exception cref="RegexParseException">The expression cannot be read.</exception>
    /// <exception cref="NotSupportedException">The expression needs backtracking.</exception>
    public ForbiddenRule(string id, string title, string pattern, IEnumerable<string> paths)
    {
        Id = id;
        Title = title;
        _expression = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline, TimeSpan.FromSeconds(5));
        _paths = GitIgnorePatterns.Parse(string.Join('\n', paths));
    }

    /// <summary>The rule's identifier.</summary>
    public string Id { get; }

    /// <summary>What should be.</summary>
    public string Title { get; }

    /// <summary>Whether the rule is asked about a file.</summary>
    /// <param name="path">The path's bytes, with <c>/</c> between folders.</param>
    public bool AppliesTo(ReadOnlySpan<byte> path) => _paths.DecideWithFolders(path) == true;

    /// <summary>Where the pattern stands.</summary>
    internal Regex.ValueMatchEnumerator Matches(ReadOnlySpan<char> text) => _expression.EnumerateMatches(text);
}
