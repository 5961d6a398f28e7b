namespace DeployOps.Engine.Repository.Scanning;

/// <summary>
/// The text form of a private key: PEM (RFC 7468), OpenSSH, OpenPGP armour and PuTTY. The line that opens it must be followed by key
/// material: source code that only knows how to recognise a key names the line alone.
/// </summary>
public sealed class PrivateKeyRule : SourceRule
{
    private const int LeastMaterial = 40;
    private const int LongestHeader = 600;

    /// <inheritdoc/>
    public override SourceMatch? Match(ReadOnlySpan<byte> text, int anchor, int anchorLength, int earliest)
    {
        var opening = text[Math.Max(0, anchor - 40)..anchor];
        if (!text[anchor..].StartsWith("PuTTY"u8) && opening[(opening.LastIndexOf((byte)'\n') + 1)..].IndexOf("-----BEGIN "u8) < 0)
        {
            return null;
        }

        var rest = text[(anchor + anchorLength)..Math.Min(text.Length, anchor + anchorLength + LongestHeader)];
        var run = 0;
        for (var index = 0; index < rest.Length; index++)
        {
            var character = rest[index];
            if (char.IsAsciiLetterOrDigit((char)character) || character is (byte)'+' or (byte)'/' or (byte)'=')
            {
                // In source code a line's end is written \n or \r\n, whose letter belongs to no key.
                run = character is (byte)'n' or (byte)'r' && index > 0 && rest[index - 1] == '\\' ? 0 : run + 1;
                if (run == LeastMaterial)
                {
                    var start = index + 1 - LeastMaterial;
                    var material = rest.Slice(start, LeastMaterial);
                    var from = anchor + anchorLength + start;
                    return SecretText.IsMonotonous(material) || SecretText.IsPlaceholder(material)
                        ? null
                        : new SourceMatch(anchor, from + LeastMaterial - anchor, from..(from + LeastMaterial));
                }
            }
            else
            {
                run = 0;
            }

            if (rest[index..].StartsWith("-----END"u8))
            {
                return null;
            }
        }

        return null;
    }
}
