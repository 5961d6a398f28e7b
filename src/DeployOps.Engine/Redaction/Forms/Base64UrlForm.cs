using System.Text;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Base64 in the alphabet for URLs and file names, as JSON Web Tokens and Kubernetes carry it.</summary>
internal sealed class Base64UrlForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "base64url";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
        Base64Text.Of(Encoding.UTF8.GetBytes(value)).SelectMany(Base64Text.Url);
}
