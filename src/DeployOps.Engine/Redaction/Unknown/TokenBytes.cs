using System.Buffers;

namespace DeployOps.Engine.Redaction.Unknown;

/// <summary>The sets of bytes of which tokens are made.</summary>
internal static class TokenBytes
{
    /// <summary>Letters, digits, <c>-</c> and <c>_</c>: base64url without padding, and nearly every vendor's token.</summary>
    public static readonly SearchValues<byte> Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>The <c>token68</c> of RFC 9110, section 11.2, which covers base64 and base64url.</summary>
    public static readonly SearchValues<byte> Token68 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="u8);

    /// <summary>What ends a URL in running text: white space, quotes, angle brackets, backticks, control characters.</summary>
    public static readonly SearchValues<byte> UrlEnd = SearchValues.Create(" \t\r\n\v\f\0\"'<>`"u8);
}
