using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>In what way a host is this very machine.</summary>
public enum LocalHostKind
{
    /// <summary>It is another machine, or a name that tells nothing.</summary>
    Elsewhere,

    /// <summary>The loopback: 127.0.0.0/8 (RFC 6890), <c>::1</c> (RFC 4291), <c>localhost</c> (RFC 6761).</summary>
    Loopback,

    /// <summary>The unspecified address, <c>0.0.0.0</c> or <c>::</c>: a client that connects to it reaches itself.</summary>
    Unspecified,

    /// <summary>A name by which a container reaches the machine it runs on, such as <c>host.docker.internal</c>.</summary>
    ContainerHost,

    /// <summary>The path of a local socket.</summary>
    LocalSocket,
}

/// <summary>
/// Tells whether a host is this machine, in every spelling that the usual clients accept: <c>inet_aton</c> reads decimal,
/// octal and hexadecimal and one to four parts (WHATWG URL, "IPv4 parser"), IPv6 carries IPv4 inside (RFC 4291), and the
/// full-width letters that an input method leaves are folded (UTS 46).
/// </summary>
public static class LoopbackHost
{
    private static readonly HashSet<string> LoopbackNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "localhost", "localhost4", "localhost6", "localhost.localdomain", "localhost4.localdomain4", "localhost6.localdomain6",
        "ip6-localhost", "ip6-loopback",
    };

    private static readonly HashSet<string> ContainerHostNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "host.docker.internal", "gateway.docker.internal", "kubernetes.docker.internal", "docker.for.mac.localhost",
        "docker.for.win.localhost", "docker.for.mac.host.internal", "docker.for.win.host.internal", "host.containers.internal", "host-gateway",
    };

    /// <summary>Whether the host is the loopback or the unspecified address.</summary>
    public static bool Is(string host) => KindOf(host) is LocalHostKind.Loopback or LocalHostKind.Unspecified;

    /// <summary>In what way the host is this machine.</summary>
    /// <param name="host">A host name or address, with or without brackets.</param>
    public static LocalHostKind KindOf(string host)
    {
        var name = Fold(host);
        if (name.Length == 0)
        {
            return LocalHostKind.Elsewhere;
        }

        if (name[0] is '/' or '@')
        {
            return LocalHostKind.LocalSocket;
        }

        if (ContainerHostNames.Contains(name))
        {
            return LocalHostKind.ContainerHost;
        }

        if (LoopbackNames.Contains(name) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        {
            return LocalHostKind.Loopback;
        }

        return name.Contains(':', StringComparison.Ordinal) ? KindOfVersion6(name) : KindOfVersion4(ReadVersion4(name));
    }

    private static string Fold(string host)
    {
        var text = host.Trim();
        if (text.Contains('%', StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal))
        {
            text = Uri.UnescapeDataString(text);
        }

        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            folded.Append(character switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
                '\u3002' or '\uFF61' => '.',
                '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' => null,
                _ => (char?)character,
            });
        }

        text = folded.ToString();
        if (text.StartsWith('[') && text.EndsWith(']'))
        {
            text = text[1..^1];
        }

        // One dot at the end marks a complete name; more of them are no name.
        return text.EndsWith('.') && !text.EndsWith("..", StringComparison.Ordinal) ? text[..^1] : text;
    }

    private static LocalHostKind KindOfVersion6(string text)
    {
        var zone = text.IndexOf('%', StringComparison.Ordinal);
        var literal = zone < 0 ? text : text[..zone];
        if (!IPAddress.TryParse(literal, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return LocalHostKind.Elsewhere;
        }

        if (address.Equals(IPAddress.IPv6Loopback))
        {
            return LocalHostKind.Loopback;
        }

        if (address.Equals(IPAddress.IPv6Any))
        {
            return LocalHostKind.Unspecified;
        }

        // ::ffff:a.b.c.d and the deprecated ::a.b.c.d both carry an IPv4 address in their last four bytes.
        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 || bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0
            ? KindOfVersion4(((uint)bytes[12] << 24) | ((uint)bytes[13] << 16) | ((uint)bytes[14] << 8) | bytes[15])
            : LocalHostKind.Elsewhere;
    }

    private static LocalHostKind KindOfVersion4(uint? address) => address switch
    {
        null => LocalHostKind.Elsewhere,
        0 => LocalHostKind.Unspecified,
        { } known when known >> 24 == 127 => LocalHostKind.Loopback,
        _ => LocalHostKind.Elsewhere,
    };

    /// <summary>One to four parts, each decimal, octal or hexadecimal; the last one fills the bytes that are left.</summary>
    private static uint? ReadVersion4(string text)
    {
        var parts = text.Split('.');
        if (parts.Length > 4)
        {
            return null;
        }

        ulong address = 0;
        for (var index = 0; index < parts.Length; index++)
        {
            var isLast = index == parts.Length - 1;
            var bits = isLast ? 8 * (4 - index) : 8;
            if (ReadPart(parts[index]) is not { } part || part >> bits != 0)
            {
                return null;
            }

            address = (address << bits) | part;
        }

        return (uint)address;
    }

    private static ulong? ReadPart(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var digits = text[2..];
            return digits.Length == 0 ? 0 : ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal) ? hexadecimal : null;
        }

        if (text.Length == 0 || text.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return null;
        }

        if (text[0] != '0')
        {
            return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        // A leading zero means octal; 08 is a number to nobody, yet some parsers take it as decimal.
        ulong value = 0;
        var radix = text.AsSpan().IndexOfAny('8', '9') >= 0 ? 10ul : 8ul;
        foreach (var digit in text)
        {
            value = (value * radix) + (ulong)(digit - '0');
            if (value > uint.MaxValue)
            {
                return null;
            }
        }

        return value;
    }
}
