namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Every character as <c>\uXXXX</c>: what a cautious writer does with a value it does not trust.</summary>
internal sealed class UnicodeEscapeForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "unicode-escape";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        CharacterEscape.Units(value, unit => JsonEscape.Unicode(unit, upper: false)),
        CharacterEscape.Units(value, unit => JsonEscape.Unicode(unit, upper: true)),
    ];
}
