using System.Text.RegularExpressions;

namespace DeployOps.Engine.Releases.Diagnosis.Rules;

/// <summary>
/// What a text of a container, of docker or of compose gives away. Groups of the pattern that are named <c>peer</c>, <c>port</c>,
/// <c>variable</c>, <c>image</c>, <c>program</c>, <c>path</c> or <c>user</c> can stand in the explanation between braces.
/// </summary>
/// <param name="Cause">One of <see cref="DiagnosisCause"/>.</param>
/// <param name="Confidence">How sure it is, from 0 to 100.</param>
/// <param name="Pattern">The regular expression; it does not backtrack, so that no log can make it slow, and takes upper and lower case as the same.</param>
/// <param name="Explanation">What it means, in a sentence.</param>
/// <param name="Source">Who writes such a text.</param>
internal sealed record ErrorRule(string Cause, int Confidence, string Pattern, string Explanation, string Source)
{
    private readonly Lazy<Regex> _expression = new(() => new Regex(Pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    /// <summary>What it finds in a text; <see langword="null"/> for nothing.</summary>
    public RuleMatch? Match(string text)
    {
        var match = _expression.Value.Match(text);
        return match.Success
            ? new RuleMatch(this, match.Groups.Cast<Group>().Where(group => group.Success && !char.IsAsciiDigit(group.Name[0])).ToDictionary(group => group.Name, group => group.Value, StringComparer.Ordinal))
            : null;
    }
}
