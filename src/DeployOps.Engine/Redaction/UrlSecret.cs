using System.Text;
using DeployOps.Engine.Redaction.Unknown;

namespace DeployOps.Engine.Redaction;

/// <summary>
/// The secret parts of a value that is a URL with credentials. The URL itself is then no secret, so that its host, port and
/// database stay readable.
/// </summary>
/// <param name="User">The user name, as written; may be empty.</param>
/// <param name="Password">The password, as written; null when the URL has only secret parameters.</param>
/// <param name="Parameters">The values of secret query parameters, as written.</param>
internal sealed record UrlSecret(string User, string? Password, IReadOnlyList<string> Parameters)
{
    /// <summary>Takes a value apart.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The parts, or null when the value is no URL or has no credentials that could be told apart.</returns>
    public static UrlSecret? From(string value)
    {
        var trimmed = value.Trim();
        var scheme = trimmed.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || !trimmed.AsSpan(0, scheme).ContainsOnlySchemeCharacters() || trimmed.Any(char.IsWhiteSpace))
        {
            return null;
        }

        var rest = Encoding.UTF8.GetBytes(trimmed[(scheme + 3)..]);
        var password = UrlCredentials.Password(rest);
        var parameters = UrlCredentials.Parameters(rest);
        if (password.End == 0 && parameters.Count == 0)
        {
            return null;
        }

        return new UrlSecret(
            password.End == 0 ? string.Empty : Encoding.UTF8.GetString(rest, 0, password.Start - 1),
            password.End == 0 ? null : Encoding.UTF8.GetString(rest, password.Start, password.End - password.Start),
            [.. parameters.Select(span => Encoding.UTF8.GetString(rest, span.Start, span.End - span.Start))]);
    }

    /// <summary>Names nothing: every part may be secret.</summary>
    /// <returns>A constant.</returns>
    public override string ToString() => nameof(UrlSecret);
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
