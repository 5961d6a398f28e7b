namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// The pieces into which Docker Compose cuts a value at its dollar signs and which its messages show: what stands between the
/// variables, the variables' names, and the text of their defaults. A piece that is short or common stays.
/// </summary>
internal sealed class ComposePiecesForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "compose-pieces";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
        Pieces(value).Where(piece => !CommonValue.IsMaskedOnlyByKey(piece)).Select(piece => (SecretText)piece);

    private static IEnumerable<string> Pieces(string value)
    {
        var variables = ComposeVariables.Find(value);
        var position = 0;
        foreach (var variable in variables)
        {
            yield return value[position..variable.Index];
            yield return variable.Groups["name"].Value;
            yield return variable.Groups["rest"].Value.TrimStart(':', '-', '?', '+');
            position = variable.Index + variable.Length;
        }

        if (variables.Count > 0)
        {
            yield return value[position..];
        }
    }
}
