namespace DeployOps.Engine.Redaction.Forms;

/// <summary>The password of a URL's user-info part: the sub-delimiters stay (RFC 3986, section 3.2.1), for Go without the ones it escapes.</summary>
internal sealed class PercentUserInfoForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "percent-user-info";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        .. PercentEscape.Of(value, "-._~!$&'()*+,;="),
        .. PercentEscape.Of(value, "-._~!$&'()*+,;=:"),
        .. PercentEscape.Of(value, "-._~$&+,;="),
        .. PercentEscape.Of(value, "-._~$&+=:@"),
    ];
}
