namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Inside single quotes of a shell, where a quote is left, escaped and entered again: <c>'\''</c> or <c>'"'"'</c>.</summary>
internal sealed class ShellSingleQuoteForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "shell-single";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        value.Replace("'", "'\\''", StringComparison.Ordinal),
        value.Replace("'", "'\"'\"'", StringComparison.Ordinal),
    ];
}
