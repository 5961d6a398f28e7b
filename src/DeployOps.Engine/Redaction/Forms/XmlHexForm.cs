using System.Text;
using System.Text.Encodings.Web;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>XML and HTML with hexadecimal character references, in both cases: where needed, beyond ASCII, or everywhere.</summary>
internal sealed class XmlHexForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "xml-hex";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        // What ASP.NET Core's pages write.
        yield return HtmlEncoder.Default.Encode(value);
        foreach (var upper in new[] { false, true })
        {
            yield return CharacterEscape.Runes(value, rune => XmlEscape.IsMarkup(rune) ? Reference(rune, upper) : null);
            yield return CharacterEscape.Runes(value, rune => XmlEscape.IsMarkup(rune) || !rune.IsAscii ? Reference(rune, upper) : null);
            yield return CharacterEscape.Runes(value, rune => Reference(rune, upper));

            // What XmlWriter makes of an attribute: names for markup, references for line ends and tabs.
            yield return CharacterEscape.Runes(value, rune => XmlEscape.Named(rune) ?? (rune.Value < ' ' ? Reference(rune, upper) : null));
            yield return CharacterEscape.Runes(
                value,
                rune => XmlEscape.Named(rune) ?? (rune.IsAscii && rune.Value >= ' ' ? null : Reference(rune, upper)));
        }
    }

    private static string Reference(Rune rune, bool upper) => "&#x" + CharacterEscape.Hex(rune.Value, 1, upper) + ";";
}
