using System.Text;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Go's <c>%q</c> and <c>%+q</c>, in which Docker and Compose quote a value in messages and log fields.</summary>
internal sealed class GoQuoteForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "go-quote";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        var quoted = CharacterEscape.Runes(value, rune => Escape(rune, ascii: false));
        return
        [
            quoted,
            CharacterEscape.Runes(value, rune => Escape(rune, ascii: true)),

            // A quoted value inside a quoted log field: msg="invalid value \"...\"".
            CharacterEscape.Runes(quoted, rune => Escape(rune, ascii: false)),
        ];
    }

    private static string? Escape(Rune rune, bool ascii) => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\a' => "\\a",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\v' => "\\v",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' or 0x7f => "\\x" + CharacterEscape.Hex(rune.Value, 2, upper: false),
        > 0xffff when ascii => "\\U" + CharacterEscape.Hex(rune.Value, 8, upper: false),
        > 0x7f when ascii => "\\u" + CharacterEscape.Hex(rune.Value, 4, upper: false),
        _ => null,
    };
}
