namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Python's byte text <c>b'\xed…'</c> and C's literals: quotes escaped, bytes beyond ASCII as <c>\xXX</c>.</summary>
internal sealed class ByteEscapeForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "byte-escape";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        foreach (var quotes in new[] { string.Empty, "'", "\"" })
        {
            yield return CharacterEscape.Octets(value, octet => Escape(octet, quotes));
        }
    }

    private static string? Escape(byte octet, string quotes) => octet switch
    {
        (byte)'\\' => "\\\\",
        (byte)'\n' => "\\n",
        (byte)'\r' => "\\r",
        (byte)'\t' => "\\t",
        < 0x20 or >= 0x7f => "\\x" + CharacterEscape.Hex(octet, 2, upper: false),
        _ => quotes.Contains((char)octet, StringComparison.Ordinal) ? "\\" + (char)octet : null,
    };
}
