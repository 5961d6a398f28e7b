using System.Text;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Base64 of the UTF-8 bytes at each of the three offsets, as it is and escaped for a URL or for JSON.</summary>
internal sealed class Base64Form : ISecretForm
{
    /// <inheritdoc />
    public string Name => "base64";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
        Base64Text.Of(Encoding.UTF8.GetBytes(value)).SelectMany(Base64Text.Carried);
}
