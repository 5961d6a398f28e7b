using System.Text.RegularExpressions;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// The password or key inside a connection string such as <c>Host=db;Username=shop;Password=…</c> or inside a driver's address, which
/// drivers repeat alone. ODBC puts a password with a semicolon into braces and doubles a closing one.
/// </summary>
internal sealed partial class ConnectionStringShape : ISecretShape
{
    /// <inheritdoc />
    public string Name => "connection-string";

    /// <inheritdoc />
    public IEnumerable<string> Of(string value)
    {
        var found = value.Contains('=', StringComparison.Ordinal) ? Password().Matches(value).Select(match => match.Groups["value"].Value) : [];
        var addresses = value.Contains('@', StringComparison.Ordinal) ? DriverCredentials.Find(value).Select(group => group.Value) : [];
        return found.Concat(addresses).SelectMany(WithoutDoubledBraces);
    }

    private static IEnumerable<string> WithoutDoubledBraces(string value) =>
        value.Contains("}}", StringComparison.Ordinal) ? [value, value.Replace("}}", "}", StringComparison.Ordinal)] : [value];

    [GeneratedRegex(
        """(?:^|[;,\s])(?:password|pwd|(?:account|shared\s?access|access|secret|api)\s?key|sharedaccesssignature)\s*=\s*(?:"(?<value>[^"]+)"|'(?<value>[^']+)'|\{(?<value>(?:[^}]|\}\})+)\}(?!\})|(?<value>[^"';,\s][^;,\s]*))""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password();
}
