namespace DeployOps.Engine.Redaction.Forms;

/// <summary>The value as it is, in UTF-8.</summary>
internal sealed class VerbatimForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "verbatim";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) => [value];
}
