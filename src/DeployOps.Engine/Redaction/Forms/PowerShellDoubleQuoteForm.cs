namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Inside double quotes of PowerShell: a doubled quote, or a backtick before a quote, a dollar sign and itself.</summary>
internal sealed class PowerShellDoubleQuoteForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "powershell-double";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        value.Replace("\"", "\"\"", StringComparison.Ordinal),
        CharacterEscape.Units(value, unit => Escape(unit, quote: "\"\"", controls: false)),
        CharacterEscape.Units(value, unit => Escape(unit, quote: "`\"", controls: false)),
        CharacterEscape.Units(value, unit => Escape(unit, quote: "`\"", controls: true)),
    ];

    private static string? Escape(char unit, string quote, bool controls) => unit switch
    {
        '"' => quote,
        '$' => "`$",
        '`' => "``",
        '\n' when controls => "`n",
        '\r' when controls => "`r",
        '\t' when controls => "`t",
        '\0' when controls => "`0",
        _ => null,
    };
}
