namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// Docker Compose's escape of a dollar sign, both ways: <c>config</c> prints <c>$$</c> for <c>$</c>, and a value written
/// with <c>$$</c> reaches the container with one.
/// </summary>
internal sealed class DollarDoubledShape : ISecretShape
{
    /// <inheritdoc />
    public string Name => "dollar-doubled";

    /// <inheritdoc />
    public IEnumerable<string> Of(string value)
    {
        if (!value.Contains('$', StringComparison.Ordinal))
        {
            yield break;
        }

        yield return value.Replace("$", "$$", StringComparison.Ordinal);
        if (value.Contains("$$", StringComparison.Ordinal))
        {
            yield return value.Replace("$$", "$", StringComparison.Ordinal);
        }
    }
}
