namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// What is left of a value once Docker Compose has replaced each variable it saw in it by nothing: the password which the
/// container then really has.
/// </summary>
internal sealed class ComposeRemainderShape : ISecretShape
{
    /// <inheritdoc />
    public string Name => "compose-remainder";

    /// <inheritdoc />
    public IEnumerable<string> Of(string value)
    {
        var variables = ComposeVariables.Find(value);
        if (variables.Count == 0)
        {
            return [];
        }

        var (left, position) = (string.Empty, 0);
        foreach (var variable in variables)
        {
            left += value[position..variable.Index];
            position = variable.Index + variable.Length;
        }

        return [left + value[position..]];
    }
}
