namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Percent-encoding of all but the unreserved set (RFC 3986, section 2.3), and with the slash kept as Python does.</summary>
internal sealed class PercentUnreservedForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "percent-unreserved";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        .. PercentEscape.Of(value, "-._~"),
        .. PercentEscape.Of(value, "-._~/"),
    ];
}
