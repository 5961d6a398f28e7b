namespace DeployOps.Engine.Redaction.Forms;

/// <summary>JSON in which a slash is escaped as <c>\/</c>, as PHP and some Java libraries write it.</summary>
internal sealed class JsonSlashForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "json-slash";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        if (!value.Contains('/', StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (var lastPlain in new[] { '\u007f', '\uffff' })
        {
            foreach (var upper in new[] { false, true })
            {
                yield return CharacterEscape.Units(
                    value,
                    unit => unit == '/' ? "\\/" : JsonEscape.Required(unit, upper) ?? (unit > lastPlain ? JsonEscape.Unicode(unit, upper) : null));
            }
        }
    }
}
