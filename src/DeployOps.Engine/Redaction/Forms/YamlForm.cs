using System.Text;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// Inside double quotes of YAML (1.2, section 5.7), whose escapes go beyond those of JSON: <c>\e</c>, <c>\xXX</c>,
/// <c>\UXXXXXXXX</c>. Single-quoted YAML doubles the quote, as PowerShell does.
/// </summary>
internal sealed class YamlForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "yaml";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        foreach (var upper in new[] { true, false })
        {
            yield return CharacterEscape.Runes(value, rune => Escape(rune, upper, beyondAscii: false, allSupplementary: false));
            yield return CharacterEscape.Runes(value, rune => Escape(rune, upper, beyondAscii: false, allSupplementary: true));
            yield return CharacterEscape.Runes(value, rune => Escape(rune, upper, beyondAscii: true, allSupplementary: true));
        }
    }

    private static string? Escape(Rune rune, bool upper, bool beyondAscii, bool allSupplementary) => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        0 => "\\0",
        '\a' => "\\a",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\v' => "\\v",
        '\f' => "\\f",
        '\r' => "\\r",
        0x1b => "\\e",
        0x85 => "\\N",
        0xa0 when beyondAscii => "\\_",
        0x2028 => "\\L",
        0x2029 => "\\P",
        < ' ' or 0x7f => "\\x" + CharacterEscape.Hex(rune.Value, 2, upper),
        > 0xffff when allSupplementary => "\\U" + CharacterEscape.Hex(rune.Value, 8, upper),
        > 0xff when beyondAscii => "\\u" + CharacterEscape.Hex(rune.Value, 4, upper),
        > 0x7f when beyondAscii => "\\x" + CharacterEscape.Hex(rune.Value, 2, upper),
        _ => null,
    };
}
