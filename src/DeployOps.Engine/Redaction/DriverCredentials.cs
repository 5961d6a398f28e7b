using System.Text.RegularExpressions;

namespace DeployOps.Engine.Redaction;

/// <summary>Finds the password in the addresses of drivers that are no URLs: MySQL's in Go, Oracle's in Java.</summary>
internal static partial class DriverCredentials
{
    /// <summary>The passwords, in the order of the text.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<Group> Find(string text) =>
        GoAddresses().Matches(text).Concat(OracleAddresses().Matches(text)).Select(match => match.Groups["value"]);

    // The lengths are limited so that a long text of colons is not searched to its end from each of them.
    [GeneratedRegex(
        """(?<![^\s"'=])[^\s:@/"'=(]{0,128}:(?<value>[^\s"']{1,512})@(?:[a-z]{1,8}[46]?)?\([^()\s]{1,256}\)/""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex GoAddresses();

    [GeneratedRegex(
        """\bjdbc:oracle:\w{1,16}:[^\s/"'@]{0,128}/(?:"(?<value>[^"]{1,256})"|(?<value>[^\s"']{1,512}))@(?=//|\(|[\w\[])""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex OracleAddresses();
}
