namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Every byte percent-encoded, letters and digits too.</summary>
internal sealed class PercentEverythingForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "percent-everything";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        CharacterEscape.Octets(value, octet => "%" + CharacterEscape.Hex(octet, 2, upper: true)),
        CharacterEscape.Octets(value, octet => "%" + CharacterEscape.Hex(octet, 2, upper: false)),
    ];
}
