using System.Text;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>The UTF-8 bytes in hexadecimal, in both cases, as PostgreSQL's bytea and dumps show them.</summary>
internal sealed class HexForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "hex";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return [Convert.ToHexStringLower(bytes), Convert.ToHexString(bytes)];
    }
}
