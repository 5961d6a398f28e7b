using System.Text;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Base64 of UTF-16LE, in which PowerShell's <c>-EncodedCommand</c> carries a script and the secrets in it.</summary>
internal sealed class Base64Utf16Form : ISecretForm
{
    /// <inheritdoc />
    public string Name => "base64-utf16";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
        Base64Text.Of(Encoding.Unicode.GetBytes(value)).SelectMany(Base64Text.Carried);
}
