namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Inside double quotes of a shell (POSIX.1, 2.2.3), with and without the history sign of an interactive one.</summary>
internal sealed class ShellDoubleQuoteForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "shell-double";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        CharacterEscape.Units(value, unit => unit is '"' or '\\' or '$' or '`' ? "\\" + unit : null),
        CharacterEscape.Units(value, unit => unit is '"' or '\\' or '$' or '`' or '!' ? "\\" + unit : null),
    ];
}
