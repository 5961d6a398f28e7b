namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Percent-encoding as JavaScript's <c>encodeURIComponent</c> does it, which keeps <c>!'()*</c> too.</summary>
internal sealed class PercentComponentForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "percent-component";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    PercentEscape.Of(value, "-._~!'()*");
}
