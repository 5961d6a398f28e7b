namespace DeployOps.Engine.Repository.Scanning;

/// <summary>Knows binary key stores by their first bytes: Java key stores, and PKCS#12 (RFC 7292, version 3).</summary>
public static class KeyStoreFormat
{
    /// <summary>Whether the content is one.</summary>
    public static bool IsKeyStore(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xED, 0xFE, 0xED]) || content.StartsWith((ReadOnlySpan<byte>)[0xCE, 0xCE, 0xCE, 0xCE]))
        {
            return true;
        }

        // SEQUENCE { INTEGER 3, SEQUENCE { OBJECT IDENTIFIER pkcs7-data or signed-data …
        if (content.Length < 24 || content[0] != 0x30)
        {
            return false;
        }

        var header = content[1] < 0x80 || content[1] == 0x80 ? 2 : 2 + (content[1] & 0x7F);
        return header <= 6
            && content[header..].StartsWith((ReadOnlySpan<byte>)[0x02, 0x01, 0x03, 0x30])
            && content[..Math.Min(content.Length, 40)].IndexOf((ReadOnlySpan<byte>)[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]) > 0;
    }
}
