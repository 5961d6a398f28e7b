namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Percent-encoding which leaves the reserved set alone, as JavaScript's <c>encodeURI</c> and most path writers do.</summary>
internal sealed class PercentReservedForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "percent-reserved";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        .. PercentEscape.Of(value, "-._~" + PercentEscape.Reserved),
        .. PercentEscape.Of(value, "-._~:/?#@!$&'()*+,;="),
    ];
}
