using System.Text;
using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Unknown;

/// <summary>Finds what is secret in the part of a URL that follows <c>scheme://</c>.</summary>
internal static class UrlCredentials
{
    // Compared without case and without "-" and "_": sslPassword, ssl_password and ssl-password are one.
    private static readonly HashSet<string> SecretParameters = new(StringComparer.Ordinal)
    {
        "password", "passwd", "pwd", "pass", "sslpassword", "token", "accesstoken", "refreshtoken", "authtoken", "apikey", "key",
        "accesskey", "secretkey", "secret", "clientsecret", "sig", "signature", "xamzsignature", "xgoogsignature", "auth",
    };

    // Most URLs of a log have no query.
    private static readonly List<MatchSpan> NoSpans = [];

    /// <summary>Finds the password of the user-info part.</summary>
    /// <param name="url">The URL after its <c>://</c>, up to its end.</param>
    /// <returns>Where the password lies; an empty span when there is none.</returns>
    public static MatchSpan Password(ReadOnlySpan<byte> url)
    {
        var authority = url.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        var at = (authority < 0 ? url : url[..authority]).LastIndexOf((byte)'@');
        var colon = url.IndexOf((byte)':');
        if (at < 0 && colon >= 0 && colon < authority && !IsPort(url[(colon + 1)..authority]) && url[0] != '[')
        {
            // A password with an unescaped slash: what follows the colon is no port, and an at sign comes later.
            at = url.LastIndexOf((byte)'@');
        }

        if (colon < 0 || at <= colon + 1 || IsPlaceholder(url[(colon + 1)..at]))
        {
            return default;
        }

        return new MatchSpan(colon + 1, at);
    }

    /// <summary>
    /// Finds who stands before the at sign without a password, or with the one that says that the user is the token
    /// (<c>https://token:x-oauth-basic@host</c>).
    /// </summary>
    /// <param name="url">The URL after its <c>://</c>, up to its end.</param>
    /// <returns>Where the user lies; an empty span when there is none.</returns>
    public static MatchSpan LoneUser(ReadOnlySpan<byte> url)
    {
        var authority = url.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        var at = (authority < 0 ? url : url[..authority]).LastIndexOf((byte)'@');
        var colon = at < 0 ? -1 : url[..at].IndexOf((byte)':');
        if (at <= 0 || (colon >= 0 && !IsNoPassword(url[(colon + 1)..at])))
        {
            return default;
        }

        var end = colon < 0 ? at : colon;
        return url.StartsWith("${"u8) ? default : new MatchSpan(0, end);
    }

    /// <summary>Finds the values of query and fragment parameters with the name of a secret.</summary>
    /// <param name="url">The URL after its <c>://</c>, up to its end.</param>
    /// <returns>Where the values lie.</returns>
    public static List<MatchSpan> Parameters(ReadOnlySpan<byte> url)
    {
        var position = url.IndexOfAny((byte)'?', (byte)'#');
        var spans = position < 0 ? NoSpans : [];
        while (position >= 0 && position < url.Length)
        {
            var start = position + 1;
            var length = url[start..].IndexOfAny("&;#"u8);
            position = length < 0 ? url.Length : start + length;
            var equals = url[start..position].IndexOf((byte)'=');
            if (equals > 0 && start + equals + 1 < position && IsSecretName(url.Slice(start, equals)) && !IsPlaceholder(url[(start + equals + 1)..position]))
            {
                spans.Add(new MatchSpan(start + equals + 1, position));
            }
        }

        return spans;
    }

    private static bool IsSecretName(ReadOnlySpan<byte> name) =>
        name.Length <= 32 && SecretParameters.Contains(
            Encoding.UTF8.GetString(name).Replace("-", string.Empty, StringComparison.Ordinal)
                .Replace("_", string.Empty, StringComparison.Ordinal).ToLowerInvariant());

    private static bool IsNoPassword(ReadOnlySpan<byte> password) => password.IsEmpty || password.SequenceEqual("x-oauth-basic"u8);

    // In a list of hosts a comma may follow the port.
    private static bool IsPort(ReadOnlySpan<byte> text)
    {
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits < 0 || text[digits] == ',';
    }

    // ${DB_PASSWORD} in a compose file is where a secret will be, and an admin needs to read it.
    private static bool IsPlaceholder(ReadOnlySpan<byte> text) =>
        text.Length > 3 && text.StartsWith("${"u8) && text.IndexOf((byte)'}') == text.Length - 1;
}
