using System.Buffers;
using System.Text;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>A URL whose user information holds a password, for a host that is not this machine (RFC 3986, section 3.2.1).</summary>
public sealed class ConnectionUrlRule : SourceRule
{
    private const int LongestAuthority = 512;
    private const int LeastPassword = 6;
    private static readonly string[] HarmlessHosts = ["localhost", "127.", "0.0.0.0", "[::1]", "example.", "host", "hostname", "server"];

    // RFC 2606 and 6761, and what private networks use.
    private static readonly string[] ReservedDomains = [".test", ".example", ".invalid", ".localhost", ".local", ".internal", ".lan", ".corp", ".home.arpa"];

    private static readonly SearchValues<byte> EndOfAuthority = SearchValues.Create(" \t\r\n\"'`<>\\/?#"u8);
    private static readonly SearchValues<byte> TemplateMarks = SearchValues.Create("${}()*[]"u8);

    /// <summary>
    /// Whether only hosts of the public internet count. Tests are full of made-up passwords for made-up hosts, so that there only
    /// these do.
    /// </summary>
    public bool IsForTests { get; init; }

    /// <inheritdoc/>
    public override bool AppliesTo(string path) => TestPath.IsTest(path) == IsForTests;

    /// <inheritdoc/>
    public override SourceMatch? Match(ReadOnlySpan<byte> text, int anchor, int anchorLength, int earliest)
    {
        var start = anchor;
        while (start > earliest && start > anchor - 40 && (char.IsAsciiLetterOrDigit((char)text[start - 1]) || text[start - 1] is (byte)'+' or (byte)'.' or (byte)'-'))
        {
            start--;
        }

        var authority = text[(anchor + anchorLength)..Math.Min(text.Length, anchor + anchorLength + LongestAuthority)];
        var end = authority.IndexOfAny(EndOfAuthority);
        authority = end < 0 ? authority : authority[..end];
        var at = authority.LastIndexOf((byte)'@');
        var colon = authority.IndexOf((byte)':');
        if (start == anchor || at < 0 || colon < 0 || colon >= at - 1)
        {
            return null;
        }

        var password = authority[(colon + 1)..at];
        var from = anchor + anchorLength + colon + 1;
        var host = authority[(at + 1)..];
        return password.Length < LeastPassword || IsHarmless(authority[..colon], password, host) || (IsForTests && !IsPublic(host))
            ? null
            : new SourceMatch(start, from + password.Length - start, from..(from + password.Length));
    }

    private static bool IsHarmless(ReadOnlySpan<byte> user, ReadOnlySpan<byte> password, ReadOnlySpan<byte> host)
    {
        // A template refers to the value with a dollar, braces or a percent sign that starts no encoded byte.
        if (password.ContainsAny(TemplateMarks) || (password.StartsWith("%"u8) && !(password.Length > 2 && char.IsAsciiHexDigit((char)password[1])))
            || Ascii.EqualsIgnoreCase(password, user)
            || SecretText.IsDummyWord(password) || SecretText.IsPlaceholder(password) || host.IsEmpty)
        {
            return true;
        }

        foreach (var harmless in HarmlessHosts)
        {
            if (host.Length >= harmless.Length
                && Ascii.EqualsIgnoreCase(host[..harmless.Length], harmless)
                && (harmless[^1] is '.' || host.Length == harmless.Length || host[harmless.Length] is (byte)':' or (byte)'.'))
            {
                return true;
            }
        }

        return host.IndexOf("example."u8) >= 0;
    }

    private static bool IsPublic(ReadOnlySpan<byte> host)
    {
        var colon = host.LastIndexOf((byte)':');
        var name = Encoding.Latin1.GetString(colon > 0 ? host[..colon] : host).TrimEnd('.');
        return name.Contains('.', StringComparison.Ordinal) && !Array.Exists(ReservedDomains, domain => name.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
    }
}
