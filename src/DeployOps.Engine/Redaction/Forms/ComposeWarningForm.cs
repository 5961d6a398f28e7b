namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// The variable name in compose's warning <c>The "cdEF" variable is not set</c>, also inside a quoted log field. The words
/// around it make even a name of one or two letters safe to mask.
/// </summary>
internal sealed class ComposeWarningForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "compose-warning";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        foreach (var variable in ComposeVariables.Find(value))
        {
            var name = variable.Groups["name"].Value;
            yield return SecretText.Between("The \"", name, "\" variable");
            yield return SecretText.Between("The \\\"", name, "\\\" variable");
            yield return SecretText.Between("variable \"", name, "\"");
            yield return SecretText.Between("variable ", name, " is");
            yield return SecretText.Between("variable ", name, ": ");
        }
    }
}
