namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// The pieces into which Docker Compose cuts a value at its dollar signs: what stands between the variables, the
/// variables' names, the text of their defaults, and what is left once every variable has become empty.
/// </summary>
internal sealed class ComposePiecesShape : ISecretShape
{
    /// <inheritdoc />
    public string Name => "compose-pieces";

    /// <inheritdoc />
    public IEnumerable<string> Of(string value)
    {
        var variables = ComposeVariables.Find(value);
        if (variables.Count == 0)
        {
            yield break;
        }

        var left = string.Empty;
        var position = 0;
        foreach (var variable in variables)
        {
            var between = value[position..variable.Index];
            left += between;
            position = variable.Index + variable.Length;
            yield return between;
            yield return variable.Groups["name"].Value;
            yield return variable.Groups["rest"].Value.TrimStart(':', '-', '?', '+');
        }

        yield return value[position..];
        yield return left + value[position..];
    }
}
