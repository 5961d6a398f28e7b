using System.Buffers;
using System.Globalization;

namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>Takes a connection URL apart.</summary>
internal static class ConnectionUrlReader
{
    private static readonly SearchValues<char> AuthorityEnds = SearchValues.Create("/?#");
    private static readonly SearchValues<char> Reserved = SearchValues.Create("/?#[]@ ");

    public static ConnectionUrl? Read(string text)
    {
        var rest = text.Trim();
        var prefix = "";
        if (rest.StartsWith("jdbc:", StringComparison.OrdinalIgnoreCase))
        {
            prefix = "jdbc:";
            rest = rest[prefix.Length..];
        }

        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !IsScheme(rest.AsSpan(0, colon)))
        {
            return null;
        }

        var url = new ConnectionUrl(prefix + rest[..colon].ToLowerInvariant());
        rest = rest[(colon + 1)..];
        if (url.IsLocalFile)
        {
            url.Database = rest.TrimStart('/');
            return url;
        }

        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            // "host:port" looks like a scheme too; only two slashes make it a URL.
            return prefix.Length == 0 ? null : url;
        }

        ReadRest(url, rest[2..]);
        return url;
    }

    private static void ReadRest(ConnectionUrl url, string rest)
    {
        if (rest.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0)
        {
            Note(url, ConnectionUrlProblem.WhiteSpace);
        }

        var end = AuthorityEnd(url, rest);
        var authority = rest[..end];
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            ReadUserInfo(url, authority[..at]);
        }

        url.Hosts = [.. authority[(at + 1)..].Split(',').Where(host => host.Length > 0).Select(host => ReadHost(url, host))];
        ReadPathAndOptions(url, rest[end..]);
        if (url.Hosts.Count == 0 && url.Options.GetValueOrDefault("host") is { Length: > 0 } hosts)
        {
            // libpq: the hosts may stand among the options; one that starts with a slash is a socket's folder.
            url.Hosts = [.. hosts.Split(',').Select(host => new ConnectionHost(host, null))];
        }

        url.User ??= url.Options.GetValueOrDefault("user") ?? url.Options.GetValueOrDefault("username");
        url.Password ??= url.Options.GetValueOrDefault("password");
        if (url.Hosts.Count == 0)
        {
            Note(url, ConnectionUrlProblem.NoHost);
        }
    }

    /// <summary>
    /// Where the authority ends: at the first <c>/ ? #</c> (RFC 3986), unless what precedes it is plainly the start of a
    /// <c>user:password</c> that was not encoded. <c>http://127.0.0.1#@example.com</c> goes to the loopback.
    /// </summary>
    private static int AuthorityEnd(ConnectionUrl url, string rest)
    {
        var end = rest.AsSpan().IndexOfAny(AuthorityEnds);
        end = end < 0 ? rest.Length : end;
        var at = rest.LastIndexOf('@');
        if (at < end)
        {
            return end;
        }

        var head = rest[..end];
        var colon = head.LastIndexOf(':');
        var looksLikePassword = !head.Contains('@', StringComparison.Ordinal) && !head.StartsWith('[') && colon >= 0 && PortOf(head[(colon + 1)..]) is null;
        if (!looksLikePassword)
        {
            return end;
        }

        Note(url, ConnectionUrlProblem.UnencodedUserInfo);
        var after = rest.AsSpan(at).IndexOfAny(AuthorityEnds);
        return after < 0 ? rest.Length : at + after;
    }

    private static void ReadUserInfo(ConnectionUrl url, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        url.User = Decode(url, colon < 0 ? text : text[..colon]);
        url.Password = colon < 0 ? null : Decode(url, text[(colon + 1)..]);
        if (text.AsSpan().ContainsAny(Reserved))
        {
            Note(url, ConnectionUrlProblem.UnencodedUserInfo);
        }
    }

    private static ConnectionHost ReadHost(ConnectionUrl url, string text)
    {
        var close = text.LastIndexOf(']');
        var colon = text.LastIndexOf(':');
        if (colon > close && close < 0 && text.IndexOf(':', StringComparison.Ordinal) != colon)
        {
            // More than one colon without brackets: an IPv6 address that some drivers accept.
            return new ConnectionHost(Decode(url, text), null);
        }

        var name = colon > close ? text[..colon] : text;
        var port = colon > close ? text[(colon + 1)..] : "";
        if (port.Length > 0 && PortOf(port) is null)
        {
            Note(url, ConnectionUrlProblem.InvalidPort);
        }

        return new ConnectionHost(Decode(url, name.Trim('[', ']')), PortOf(port));
    }

    private static void ReadPathAndOptions(ConnectionUrl url, string rest)
    {
        var hash = rest.IndexOf('#', StringComparison.Ordinal);
        var withoutFragment = hash < 0 ? rest : rest[..hash];
        var question = withoutFragment.IndexOfAny(['?', ';']);
        var path = question < 0 ? withoutFragment : withoutFragment[..question];
        url.Database = path.Length > 1 ? Decode(url, path[1..]) : null;
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var option in question < 0 ? [] : withoutFragment[(question + 1)..].Split('&', ';'))
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                options[option[..equals]] = Decode(url, option[(equals + 1)..]);
            }
        }

        url.Options = options;
    }

    private static string Decode(ConnectionUrl url, string text)
    {
        for (var index = text.IndexOf('%', StringComparison.Ordinal); index >= 0; index = text.IndexOf('%', index + 1))
        {
            if (index + 2 >= text.Length || !char.IsAsciiHexDigit(text[index + 1]) || !char.IsAsciiHexDigit(text[index + 2]))
            {
                Note(url, ConnectionUrlProblem.BrokenEncoding);
                break;
            }
        }

        return Uri.UnescapeDataString(text);
    }

    private static void Note(ConnectionUrl url, ConnectionUrlProblem problem)
    {
        if (url.Problem == ConnectionUrlProblem.None)
        {
            url.Problem = problem;
        }
    }

    private static int? PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 ? port : null;

    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        // RFC 3986, section 3.1; the underscore is no part of it, yet SQLAlchemy dialects use it.
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('+' or '-' or '.' or '_'))
            {
                return false;
            }
        }

        return char.IsAsciiLetter(text[0]);
    }
}
