using System.Text;
using System.Text.RegularExpressions;
using DeployOps.Engine.Redaction.Unknown;

namespace DeployOps.Engine.Redaction;

/// <summary>
/// The secret parts of a value that is a URL with credentials. The URL itself is then no secret, so that its host, port and
/// database stay readable.
/// </summary>
/// <param name="User">The user name, as written; may be empty.</param>
/// <param name="Password">The password, as written; null when the URL has only secret parameters.</param>
/// <param name="Parameters">The values of secret query parameters, a token that stands as the user of a web address, and keys in its path, as written.</param>
internal sealed partial record UrlSecret(string User, string? Password, IReadOnlyList<string> Parameters)
{
    /// <summary>Whether the place of its secrets tells them from the rest; of one that only has keys in its path, the rest may be part of them.</summary>
    public bool HasCredentials { get; private init; } = true;

    /// <summary>The fewest characters of a token that is told from a user in a value which is known to be secret.</summary>
    private const int ShortestToken = 8;

    /// <summary>Takes a value apart that is one URL or a list of them.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The parts of each URL that has credentials, and whether the value holds nothing but URLs.</returns>
    public static (IReadOnlyList<UrlSecret> Urls, bool HoldsOnlyUrls) AllFrom(string value)
    {
        if (!value.Contains("://", StringComparison.Ordinal))
        {
            return ([], false);
        }

        var pieces = NextUrl().Split(value.Trim());
        return ([.. pieces.Select(From).OfType<UrlSecret>()], Array.TrueForAll(pieces, piece => RestOf(piece) is not null));
    }

    /// <summary>Those who stand alone before the at sign of web addresses: in a value with a secret's name each is a token.</summary>
    /// <param name="value">The value.</param>
    public static IEnumerable<string> LoneUsersIn(string value) =>
        value.Contains("://", StringComparison.Ordinal)
            ? NextUrl().Split(value.Trim()).Where(IsWeb).Select(piece => LoneUser(RestOf(piece))).OfType<string>()
            : [];

    /// <summary>Takes a value apart.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The parts, or null when the value is no URL or has no credentials that could be told apart.</returns>
    public static UrlSecret? From(string value)
    {
        if (RestOf(value) is not { } text)
        {
            return null;
        }

        var rest = Encoding.UTF8.GetBytes(text);
        var password = UrlCredentials.Password(rest);
        var parameters = UrlCredentials.Parameters(rest).Select(span => Encoding.UTF8.GetString(rest, span.Start, span.End - span.Start)).ToList();
        if (IsWeb(value) && LoneUser(text) is { Length: >= ShortestToken } token && token.Any(char.IsAsciiDigit))
        {
            parameters.Add(token);
        }

        var hasCredentials = password.End > 0 || parameters.Count > 0;
        if (IsWeb(value))
        {
            parameters.AddRange(PathKeys.In(text));
        }

        if (password.End == 0 && parameters.Count == 0)
        {
            return null;
        }

        return new UrlSecret(
            password.End == 0 ? string.Empty : Encoding.UTF8.GetString(rest, 0, password.Start - 1),
            password.End == 0 ? null : Encoding.UTF8.GetString(rest, password.Start, password.End - password.Start),
            parameters)
        { HasCredentials = hasCredentials };
    }

    /// <summary>Names nothing: every part may be secret.</summary>
    /// <returns>A constant.</returns>
    public override string ToString() => nameof(UrlSecret);

    /// <summary>What follows <c>scheme://</c>; null when the value is no URL.</summary>
    private static string? RestOf(string value)
    {
        var trimmed = value.Trim();
        var scheme = trimmed.IndexOf("://", StringComparison.Ordinal);
        return scheme <= 0 || !trimmed.AsSpan(0, scheme).ContainsOnlySchemeCharacters() || trimmed.Any(char.IsWhiteSpace) ? null : trimmed[(scheme + 3)..];
    }

    private static string? LoneUser(string? rest)
    {
        var bytes = Encoding.UTF8.GetBytes(rest ?? string.Empty);
        var span = UrlCredentials.LoneUser(bytes);
        return span.End > span.Start ? Encoding.UTF8.GetString(bytes, span.Start, span.End - span.Start) : null;
    }

    // Of other schemes one connects as a user that somebody else vouches for: postgres, ssh, bolt.
    private static bool IsWeb(string value) =>
        value.Contains("http://", StringComparison.OrdinalIgnoreCase) || value.Contains("https://", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"[\s,;|]+(?=[A-Za-z][A-Za-z0-9+.:-]{0,40}://)", RegexOptions.CultureInvariant)]
    private static partial Regex NextUrl();
}

/// <summary>Reads the grammar of a URL scheme.</summary>
file static class SchemeGrammar
{
    /// <summary>Whether a text is made of the characters of a scheme (RFC 3986, section 3.1), and <c>jdbc:</c>'s colon.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it is.</returns>
    public static bool ContainsOnlySchemeCharacters(this ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (!char.IsAsciiLetterOrDigit(unit) && unit is not ('+' or '-' or '.' or ':'))
            {
                return false;
            }
        }

        return true;
    }
}
