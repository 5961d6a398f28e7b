namespace DeployOps.Engine.Redaction.Forms;

/// <summary>JSON with only the escapes the standard asks for, as JavaScript, Rust and jq write it.</summary>
internal sealed class JsonMinimalForm : ISecretForm
{
    /// <inheritdoc />
    public string Name => "json-minimal";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        foreach (var upper in new[] { false, true })
        {
            var escaped = CharacterEscape.Units(value, unit => JsonEscape.Required(unit, upper));
            yield return escaped;

            // A log line in JSON often carries a JSON text in its message: the escapes are escaped once more.
            yield return CharacterEscape.Units(escaped, unit => JsonEscape.Required(unit, upper));
        }
    }
}
