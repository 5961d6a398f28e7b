namespace DeployOps.Engine.Redaction.Forms;

/// <summary>JSON in which everything beyond ASCII is escaped, as Python and PHP write it.</summary>
internal sealed class JsonAsciiForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "json-ascii";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        foreach (var upper in new[] { false, true })
        {
            // Python escapes DELETE too, JavaScript's ASCII mode does not: both are written.
            yield return CharacterEscape.Units(value, unit => Escape(unit, '\u007e', upper));
            yield return CharacterEscape.Units(value, unit => Escape(unit, '\u007f', upper));
        }
    }

    private static string? Escape(char unit, char lastPlain, bool upper) =>
        JsonEscape.Required(unit, upper) ?? (unit > lastPlain ? JsonEscape.Unicode(unit, upper) : null);
}
