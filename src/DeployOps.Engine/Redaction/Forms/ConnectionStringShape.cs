using System.Text.RegularExpressions;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>The password inside a connection string such as <c>Host=db;Username=shop;Password=…</c>, which drivers repeat alone.</summary>
internal sealed partial class ConnectionStringShape : ISecretShape
{
    /// <inheritdoc />
    public string Name => "connection-string";

    /// <inheritdoc />
    public IEnumerable<string> Of(string value) =>
        value.Contains("password", StringComparison.OrdinalIgnoreCase) || value.Contains("pwd", StringComparison.OrdinalIgnoreCase)
            ? Password().Matches(value).Select(match => match.Groups["value"].Value)
            : [];

    [GeneratedRegex("""(?:^|[;,\s])(?:password|pwd)\s*=\s*(?:"(?<value>[^"]+)"|'(?<value>[^']+)'|(?<value>[^"';,\s][^;,\s]*))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password();
}
