using System.IO.Enumeration;

namespace DeployOps.Engine.Checks.Env.Keys;

/// <summary>A set of keys: names with <c>*</c> and <c>?</c>, upper and lower case alike, and names that are left out.</summary>
internal sealed class EnvKeyPattern
{
    private readonly HashSet<string> _names;
    private readonly string[] _expressions;
    private readonly EnvKeyPattern? _except;

    /// <summary>Makes a set.</summary>
    /// <param name="patterns">The names and patterns in it.</param>
    /// <param name="except">What is left out of it.</param>
    public EnvKeyPattern(IReadOnlyList<string> patterns, IReadOnlyList<string>? except = null)
    {
        _names = new HashSet<string>(patterns.Where(pattern => !IsExpression(pattern)), StringComparer.OrdinalIgnoreCase);
        _expressions = [.. patterns.Where(IsExpression)];
        _except = except is { Count: > 0 } ? new EnvKeyPattern(except) : null;
    }

    /// <summary>The names without wildcards.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>Whether the key is in the set.</summary>
    public bool Holds(string key) =>
        (_names.Contains(key) || Array.Exists(_expressions, expression => FileSystemName.MatchesSimpleExpression(expression, key, ignoreCase: true)))
        && _except?.Holds(key) != true;

    private static bool IsExpression(string pattern) => pattern.AsSpan().ContainsAny('*', '?');
}
