namespace DeployOps.Engine.Redaction.Forms;

/// <summary>The value without the white space around it, as most readers of files and variables leave it.</summary>
internal sealed class TrimmedShape : ISecretShape
{
    /// <inheritdoc />
    public string Name => "trimmed";

    /// <inheritdoc />
    public IEnumerable<string> Of(string value)
    {
        var trimmed = value.Trim();
        return trimmed.Length == value.Length ? [] : [trimmed];
    }
}
