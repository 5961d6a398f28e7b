using System.Buffers;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>
/// The text form of a private key: PEM (RFC 7468), OpenSSH, OpenPGP armour and PuTTY. The line that opens it must be followed by key
/// material: source code that only knows how to recognise a key names the line alone.
/// </summary>
public sealed class PrivateKeyRule : SourceRule
{
    private const int LeastMaterial = 40;
    private const int LongestHeader = 600;
    private static readonly SearchValues<byte> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"u8);

    /// <inheritdoc/>
    public override SourceMatch? Match(ReadOnlySpan<byte> text, int anchor, int anchorLength, int earliest)
    {
        var opening = text[Math.Max(0, anchor - 40)..anchor];
        if (!text[anchor..].StartsWith("PuTTY"u8) && opening[(opening.LastIndexOf((byte)'\n') + 1)..].IndexOf("-----BEGIN "u8) < 0)
        {
            return null;
        }

        var rest = text[(anchor + anchorLength)..Math.Min(text.Length, anchor + anchorLength + LongestHeader)];
        var start = SkipHeaders(rest);
        var end = start;
        while (end < rest.Length && end < start + LeastMaterial && IsMaterial(rest[end]))
        {
            end++;
        }

        var material = rest[start..end];
        var from = anchor + anchorLength + start;
        return material.Length < LeastMaterial || SecretText.IsMonotonous(material) || SecretText.IsPlaceholder(material)
            ? null
            : new SourceMatch(anchor, from + LeastMaterial - anchor, from..(from + LeastMaterial));
    }

    private static bool IsMaterial(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'+' or (byte)'/' or (byte)'=';

    /// <summary>
    /// Steps over the ends of lines, also written <c>\n</c>, what puts texts together in source code, and headers such as
    /// <c>Proc-Type: 4,ENCRYPTED</c>.
    /// </summary>
    private static int SkipHeaders(ReadOnlySpan<byte> rest)
    {
        var position = 0;
        while (position < rest.Length)
        {
            var value = rest[position];
            if (value == '\\')
            {
                position += 2;
            }
            else if (value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'"' or (byte)'\'' or (byte)'+' or (byte)',' or (byte)'|' or (byte)'>' or (byte)'#' or (byte)'-')
            {
                position++;
            }
            else if (HeaderLength(rest[position..]) is var length and > 0)
            {
                position += length;
            }
            else
            {
                break;
            }
        }

        return Math.Min(position, rest.Length);
    }

    private static int HeaderLength(ReadOnlySpan<byte> rest)
    {
        var colon = rest.IndexOfAnyExcept(NameCharacters);
        if (colon <= 0 || rest[colon] != ':')
        {
            return 0;
        }

        var end = rest.IndexOfAny((byte)'\n', (byte)'\\');
        return end < 0 ? rest.Length : end;
    }
}
