using System.Globalization;
using System.Net;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>XML and HTML with decimal character references: only where needed, beyond ASCII, or everywhere.</summary>
internal sealed class XmlDecimalForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "xml-decimal";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        WebUtility.HtmlEncode(value),
        CharacterEscape.Runes(value, rune => XmlEscape.IsMarkup(rune) ? Reference(rune.Value) : null),
        CharacterEscape.Runes(value, rune => XmlEscape.IsMarkup(rune) || !rune.IsAscii ? Reference(rune.Value) : null),
        CharacterEscape.Runes(value, rune => XmlEscape.Named(rune) ?? (rune.IsAscii && rune.Value >= ' ' ? null : Reference(rune.Value))),
        CharacterEscape.Runes(value, rune => Reference(rune.Value)),
    ];

    private static string Reference(int scalar) => "&#" + scalar.ToString(CultureInfo.InvariantCulture) + ";";
}
