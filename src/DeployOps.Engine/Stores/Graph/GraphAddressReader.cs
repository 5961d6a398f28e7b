using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DeployOps.Engine.Stores.Graph;

/// <summary>Takes the URI of a graph server apart. Nothing that it refuses is repeated, since any part may be a misplaced password.</summary>
internal static class GraphAddressReader
{
    private static readonly Dictionary<string, GraphTransport> Schemes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bolt"] = GraphTransport.Plain,
        ["bolt+s"] = GraphTransport.Tls,
        ["bolt+ssc"] = GraphTransport.TlsWithAnyCertificate,
        ["neo4j"] = GraphTransport.Plain,
        ["neo4j+s"] = GraphTransport.Tls,
        ["neo4j+ssc"] = GraphTransport.TlsWithAnyCertificate,
    };

    public static GraphAddress Read(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var text = uri.Trim();
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        if (separator < 0 || !Schemes.TryGetValue(text[..separator], out var transport))
        {
            throw new GraphAddressException("it does not start with bolt://, bolt+s://, bolt+ssc://, neo4j://, neo4j+s:// or neo4j+ssc://");
        }

        var rest = text[(separator + 3)..];
        if (rest.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            throw new GraphAddressException("it holds white space");
        }

        var end = rest.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? rest : rest[..end];
        var tail = end < 0 ? "" : rest[end..];
        if (tail.Contains('@', StringComparison.Ordinal) || authority.Count(character => character == '@') > 1)
        {
            throw new GraphAddressException("special characters of the user or the password are not percent-encoded");
        }

        var at = authority.IndexOf('@', StringComparison.Ordinal);
        var (host, port) = HostAndPort(authority[(at + 1)..]);
        var scheme = text[..separator].ToLowerInvariant();
        return new GraphAddress(scheme, host, port, transport, Database(scheme, tail), at < 0 ? null : Credentials(authority[..at]));
    }

    private static (string Host, int Port) HostAndPort(string text)
    {
        var close = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : 0;
        if (close < 0)
        {
            throw new GraphAddressException("a bracket of its host is not closed");
        }

        var colon = text.IndexOf(':', close);
        var host = colon < 0 ? text : text[..colon];
        if (close > 0)
        {
            host = host[1..^1];
            if (!IPAddress.TryParse(host, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            {
                throw new GraphAddressException("what stands in brackets is no IPv6 address");
            }
        }
        else if (Uri.CheckHostName(host) is not (UriHostNameType.Dns or UriHostNameType.IPv4))
        {
            throw new GraphAddressException(host.Length == 0 ? "it names no host" : "its host is neither a name nor an address");
        }

        return (host, colon < 0 ? GraphAddress.DefaultPort : Port(text[(colon + 1)..]));
    }

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? port
            : throw new GraphAddressException("its port is not a number from 1 to 65535");

    private static GraphCredentials Credentials(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            ? GraphCredentials.Basic(Decode(text[..colon]), Decode(text[(colon + 1)..]))
            : throw new GraphAddressException("it has a user without a password, or a password without a user");
    }

    private static string? Database(string scheme, string tail)
    {
        if (tail.Contains('#', StringComparison.Ordinal))
        {
            throw new GraphAddressException("it has a fragment ('#')");
        }

        var question = tail.IndexOf('?', StringComparison.Ordinal);
        var path = Decode((question < 0 ? tail : tail[..question]).Trim('/'));
        var names = path.Length == 0 ? [] : new List<string> { path };
        foreach (var option in question < 0 ? [] : tail[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? option : option[..equals];
            if (name is "database" or "db")
            {
                names.Add(equals < 0 ? "" : Decode(option[(equals + 1)..]));
            }
            else if (scheme.StartsWith("bolt", StringComparison.Ordinal))
            {
                // With neo4j these are the routing context, which a direct connection does not need; here they would be passed over in silence.
                throw new GraphAddressException("it has options other than 'database'");
            }
        }

        if (names.Distinct(StringComparer.Ordinal).Count() > 1)
        {
            throw new GraphAddressException("it names two databases");
        }

        // Neo4j's own rule for names of databases, widened by the underscore that other servers of Bolt allow.
        return names.TrueForAll(name => name.Length is > 0 and < 64 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_'))
            ? names.FirstOrDefault()
            : throw new GraphAddressException("its path or its option 'database' is no name of a database");
    }

    private static string Decode(string text)
    {
        for (var index = text.IndexOf('%', StringComparison.Ordinal); index >= 0; index = text.IndexOf('%', index + 1))
        {
            if (index + 2 >= text.Length || !char.IsAsciiHexDigit(text[index + 1]) || !char.IsAsciiHexDigit(text[index + 2]))
            {
                throw new GraphAddressException("a '%' in it is not followed by two hexadecimal digits");
            }
        }

        return Uri.UnescapeDataString(text);
    }
}
