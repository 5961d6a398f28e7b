namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// JSON as Go's encoding/json writes it, and with it Docker, Compose and Kubernetes: angle brackets, the ampersand and the
/// two Unicode line ends become <c>\u003c</c> and so on.
/// </summary>
internal sealed class JsonGoForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "json-go";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        foreach (var shortControls in new[] { true, false })
        {
            foreach (var html in new[] { true, false })
            {
                yield return CharacterEscape.Units(value, unit => Escape(unit, html, shortControls));
            }
        }
    }

    private static string? Escape(char unit, bool html, bool shortControls) => unit switch
    {
        '<' or '>' or '&' when html => JsonEscape.Unicode(unit, upper: false),
        '\u2028' or '\u2029' => JsonEscape.Unicode(unit, upper: false),
        _ => JsonEscape.Required(unit, upper: false, shortControls),
    };
}
