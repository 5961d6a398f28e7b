using System.Text.RegularExpressions;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// The variables which Docker Compose believes to see in a value: <c>$NAME</c> and <c>${NAME…}</c>, where <c>$$</c> is a
/// literal dollar sign. A password such as <c>ab$cdEF</c> is thus cut in two, and its second half becomes a name.
/// </summary>
internal static partial class ComposeVariables
{
    /// <summary>Finds the variables.</summary>
    /// <param name="value">The value.</param>
    /// <returns>One match for each; the group <c>name</c> holds the name.</returns>
    public static IReadOnlyList<Match> Find(string value) =>
        value.Contains('$', StringComparison.Ordinal)
            ? [.. Variable().Matches(value).Where(match => match.Groups["name"].Success)]
            : [];

    // "$$" is consumed first, so that the second dollar sign does not begin a variable.
    [GeneratedRegex(@"\$\$|\$(?<name>[_a-zA-Z][_a-zA-Z0-9]*)|\$\{(?<name>[_a-zA-Z][_a-zA-Z0-9]*)(?<rest>[^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
