using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DeployOps.Engine.Stores;

/// <summary>
/// The parts of a store's URL (RFC 3986), read as far as the drivers read it: a password with reserved characters that were not encoded
/// still ends at the last <c>@</c>. Nothing that is refused is repeated, since any part may be a misplaced password.
/// </summary>
internal sealed class StoreUrl
{
    private static readonly SearchValues<char> AuthorityEnds = SearchValues.Create("/?#");

    /// <summary>The scheme in lower case.</summary>
    public required string Scheme { get; init; }

    /// <summary>The user, decoded; <see langword="null"/> when there is none.</summary>
    public string? User { get; init; }

    /// <summary>The password, decoded; <see langword="null"/> when there is none.</summary>
    public string? Password { get; init; }

    /// <summary>The name or address without brackets; empty when there is none.</summary>
    public required string Host { get; init; }

    /// <summary>The port, when one is given.</summary>
    public int? Port { get; init; }

    /// <summary>The path without its first slash, decoded.</summary>
    public string Path { get; init; } = "";

    /// <summary>The options behind the question mark, decoded.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads a URL.</summary>
    /// <exception cref="StoreUrlException">It is none.</exception>
    public static StoreUrl Read(string text)
    {
        var trimmed = text.Trim();
        var separator = trimmed.IndexOf("://", StringComparison.Ordinal);
        if (separator <= 0)
        {
            throw new StoreUrlException("it has no scheme such as redis:// or postgresql://");
        }

        var rest = trimmed[(separator + 3)..];
        if (rest.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            throw new StoreUrlException("it holds white space");
        }

        var end = AuthorityEnd(rest);
        if (rest.IndexOf('@', end) >= 0)
        {
            // Where the login ends is anybody's guess then, and a wrong guess would show a part of the password as the host.
            throw new StoreUrlException("special characters of the user or the password are not percent-encoded");
        }

        var authority = rest[..end];
        var at = authority.LastIndexOf('@');
        var login = at < 0 ? "" : authority[..at];
        var colon = login.IndexOf(':', StringComparison.Ordinal);
        var (host, port) = HostAndPort(authority[(at + 1)..]);
        var (path, options) = PathAndOptions(rest[end..]);
        return new StoreUrl
        {
            Scheme = trimmed[..separator].ToLowerInvariant(),
            User = (colon < 0 ? login : login[..colon]) is { Length: > 0 } user ? Decode(user) : null,
            Password = colon < 0 ? null : Decode(login[(colon + 1)..]),
            Host = host,
            Port = port,
            Path = path,
            Options = options,
        };
    }

    /// <summary>A port as text.</summary>
    /// <exception cref="StoreUrlException">It is none.</exception>
    public static int PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? port
            : throw new StoreUrlException("its port is not a number from 1 to 65535");

    /// <summary>A name or an address of one host.</summary>
    /// <exception cref="StoreUrlException">It is none.</exception>
    public static string HostOf(string host)
    {
        if (host.Contains(',', StringComparison.Ordinal))
        {
            throw new StoreUrlException("it names several hosts, and only one can be asked");
        }

        // An underscore is no part of a host's name by RFC 1123, and yet of many compose services' names.
        return Uri.CheckHostName(host.Replace('_', '-')) is UriHostNameType.Dns or UriHostNameType.IPv4 || IPAddress.TryParse(host, out _)
            ? host
            : throw new StoreUrlException("its host is neither a name nor an address");
    }

    /// <summary>The first of <c>/ ? #</c>, unless what precedes it is plainly the start of a login that was not encoded.</summary>
    private static int AuthorityEnd(string rest)
    {
        var end = rest.AsSpan().IndexOfAny(AuthorityEnds);
        end = end < 0 ? rest.Length : end;
        var head = rest[..end];
        var at = rest.LastIndexOf('@');
        var colon = head.LastIndexOf(':');
        var startsLogin = at > end && !head.Contains('@', StringComparison.Ordinal) && !head.StartsWith('[')
            && colon >= 0 && !int.TryParse(head[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (!startsLogin)
        {
            return end;
        }

        var after = rest.AsSpan(at).IndexOfAny(AuthorityEnds);
        return after < 0 ? rest.Length : at + after;
    }

    private static (string Host, int? Port) HostAndPort(string text)
    {
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || !IPAddress.TryParse(text[1..close], out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            {
                throw new StoreUrlException("what stands in brackets is no IPv6 address");
            }

            var tail = text[(close + 1)..];
            return tail.Length == 0 ? (text[1..close], null)
                : tail[0] == ':' ? (text[1..close], tail.Length == 1 ? null : PortOf(tail[1..]))
                : throw new StoreUrlException("something stands between its host and its port");
        }

        var colon = text.LastIndexOf(':');
        var host = Uri.UnescapeDataString(colon < 0 ? text : text[..colon]);
        if (host.StartsWith('/'))
        {
            throw new StoreUrlException("it names a Unix socket; DeployOps asks over TCP");
        }

        return (host.Length == 0 ? "" : HostOf(host), colon < 0 || colon == text.Length - 1 ? null : PortOf(text[(colon + 1)..]));
    }

    private static (string Path, IReadOnlyDictionary<string, string> Options) PathAndOptions(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var tail = hash < 0 ? text : text[..hash];
        var question = tail.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? tail : tail[..question];
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var option in question < 0 ? [] : tail[(question + 1)..].Split('&'))
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                options[option[..equals]] = Decode(option[(equals + 1)..]);
            }
        }

        return (path.Length > 1 ? Decode(path[1..]) : "", options);
    }

    private static string Decode(string text)
    {
        for (var index = text.IndexOf('%', StringComparison.Ordinal); index >= 0; index = text.IndexOf('%', index + 1))
        {
            if (index + 2 >= text.Length || !char.IsAsciiHexDigit(text[index + 1]) || !char.IsAsciiHexDigit(text[index + 2]))
            {
                throw new StoreUrlException("a percent sign in it is not followed by two hexadecimal digits");
            }
        }

        return Uri.UnescapeDataString(text);
    }
}
