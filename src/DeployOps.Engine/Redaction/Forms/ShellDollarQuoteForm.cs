namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Inside <c>$'…'</c>, with which bash's <c>printf %q</c> and <c>set -x</c> show line ends and bytes beyond ASCII.</summary>
internal sealed class ShellDollarQuoteForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "shell-dollar";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        CharacterEscape.Units(value, unit => unit < 0x80 ? Escape((byte)unit) : null),
        CharacterEscape.Octets(value, octet => Escape(octet) ?? (octet < 0x80 ? null : Octal(octet))),
    ];

    private static string? Escape(byte octet) => octet switch
    {
        (byte)'\'' => "\\'",
        (byte)'\\' => "\\\\",
        (byte)'\a' => "\\a",
        (byte)'\b' => "\\b",
        (byte)'\t' => "\\t",
        (byte)'\n' => "\\n",
        (byte)'\v' => "\\v",
        (byte)'\f' => "\\f",
        (byte)'\r' => "\\r",
        0x1b => "\\E",
        < 0x20 or 0x7f => Octal(octet),
        _ => null,
    };

    private static string Octal(byte octet) =>
        "\\" + Convert.ToString(octet, 8).PadLeft(3, '0');
}
