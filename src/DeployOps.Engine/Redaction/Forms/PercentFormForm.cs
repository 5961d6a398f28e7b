namespace DeployOps.Engine.Redaction.Forms;

/// <summary>The form encoding of the URL standard, where a space is a plus sign; also with the sets of Python, Go and .NET.</summary>
internal sealed class PercentFormForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "percent-form";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        .. PercentEscape.Of(value, "*-._", space: "+"),
        .. PercentEscape.Of(value, "-._~", space: "+"),
        .. PercentEscape.Of(value, "-._!()*", space: "+"),
    ];
}
