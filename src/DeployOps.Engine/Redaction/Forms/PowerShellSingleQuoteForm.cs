namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Inside single quotes of PowerShell, YAML and SQL, where a quote is doubled.</summary>
internal sealed class PowerShellSingleQuoteForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "powershell-single";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) => [value.Replace("'", "''", StringComparison.Ordinal)];
}
