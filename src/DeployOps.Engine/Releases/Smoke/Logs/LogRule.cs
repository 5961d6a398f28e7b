using System.Text.RegularExpressions;

namespace DeployOps.Engine.Releases.Smoke.Logs;

/// <summary>What makes a log line fatal, or a fatal one harmless.</summary>
/// <param name="Name">What kind of thing it is, as a report names it.</param>
/// <param name="Pattern">A regular expression without backtracking.</param>
/// <param name="Source">Who writes such a line.</param>
internal sealed record LogRule(string Name, string Pattern, string Source)
{
    // Made when it is first asked, which in most logs is never.
    private readonly Lazy<Regex> _expression = new(() => new Regex(Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline));

    public bool Holds(string text) => _expression.Value.IsMatch(text);
}
