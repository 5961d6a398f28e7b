namespace DeployOps.Engine.Redaction.Forms;

/// <summary>A C#, Java or JavaScript literal: quotes of either kind escaped, control characters by letter or by number.</summary>
internal sealed class CSharpLiteralForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "csharp-literal";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        foreach (var quotes in new[] { "\"", "'", "\"'" })
        {
            yield return CharacterEscape.Units(value, unit => Escape(unit, quotes, ascii: false));
            yield return CharacterEscape.Units(value, unit => Escape(unit, quotes, ascii: true));
        }
    }

    private static string? Escape(char unit, string quotes, bool ascii) => unit switch
    {
        '"' or '\'' => quotes.Contains(unit, StringComparison.Ordinal) ? "\\" + unit : null,
        '\\' => "\\\\",
        '\0' => "\\0",
        '\a' => "\\a",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\v' => "\\v",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' or '\u007f' => JsonEscape.Unicode(unit, upper: false),
        > '\u007f' when ascii => JsonEscape.Unicode(unit, upper: false),
        _ => null,
    };
}
