using System.Text;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>The raw UTF-16 bytes in both byte orders: what Windows PowerShell's redirection and some Windows tools write.</summary>
internal sealed class Utf16Form : ISecretForm
{
    /// <inheritdoc />
    public string Name => "utf16";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        SecretText.Whole(Encoding.Unicode.GetBytes(value)),
        SecretText.Whole(Encoding.BigEndianUnicode.GetBytes(value)),
    ];
}
