using System.Text.RegularExpressions;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// Each line of a multi-line value: a log prefixes, indents and splits lines, so that the whole never shows up. A line
/// that only says what follows is none, nor is one of JSON that says a type, an address or somebody's name.
/// </summary>
internal sealed partial class LinesShape : ISecretShape
{
    private static readonly char[] LineEnds = ['\r', '\n'];

    /// <inheritdoc />
    public string Name => "lines";

    /// <inheritdoc />
    public IEnumerable<string> Of(string value) =>
        value.IndexOfAny(LineEnds) < 0
            ? []
            : Readable(value, value.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !IsHeading(line)));

    /// <summary>Whether a line only says what follows.</summary>
    /// <param name="line">The line, trimmed.</param>
    public static bool IsHeading(string line) => Heading().IsMatch(line);

    private static IEnumerable<string> Readable(string value, IEnumerable<string> lines) => JsonLeavesShape.IsJson(value)
        ? lines.Where(line => !Opening().IsMatch(line) && !(Member().Match(line) is { Success: true } member && JsonLeavesShape.IsOpen(member.Groups["name"].Value)))
        : lines;

    // A bracket, and the name before one.
    [GeneratedRegex("""^(?:"[^"]*"\s*:\s*)?[\[\]{},\s]+$""", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex("""^"(?<name>[^"\\]+)"\s*:\s*"[^"]*",?$""", RegexOptions.CultureInvariant)]
    private static partial Regex Member();

    // "-----BEGIN CERTIFICATE-----" stands in many a log, and "database:" in every other line of one.
    [GeneratedRegex("^(?:-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----|[A-Za-z_][A-Za-z_-]{0,63}:)$", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();
}
