namespace DeployOps.Engine.Redaction.Forms;

/// <summary>XML and HTML with named entities: in text, in an attribute, and with the old numeric apostrophe.</summary>
internal sealed class XmlNamedForm : ISecretForm
{
    private static readonly string[] Apostrophes = ["'", "&apos;", "&#39;", "&#x27;", "&#039;"];
    private static readonly string[] Quotes = ["\"", "&quot;", "&#34;"];

    /// <inheritdoc />
    public string Name => "xml-named";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value)
    {
        foreach (var quote in value.Contains('"', StringComparison.Ordinal) ? Quotes : Quotes[..1])
        {
            foreach (var apostrophe in value.Contains('\'', StringComparison.Ordinal) ? Apostrophes : Apostrophes[..1])
            {
                yield return CharacterEscape.Units(value, unit => Escape(unit, quote, apostrophe, bracket: "&gt;"));

                // A closing bracket may stay as it is (XML 1.0, section 2.4).
                yield return CharacterEscape.Units(value, unit => Escape(unit, quote, apostrophe, bracket: ">"));
            }
        }
    }

    private static string? Escape(char unit, string quote, string apostrophe, string bracket) => unit switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => bracket,
        '"' => quote,
        '\'' => apostrophe,
        _ => null,
    };
}
