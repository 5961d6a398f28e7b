using DeployOps.Engine.Redaction.Forms;

namespace DeployOps.Engine.Redaction;

/// <summary>Writes down a short or common value together with its key, in the ways configuration and logs do.</summary>
internal static class KeyedValue
{
    private static readonly string[] Separators =
    [
        "=", "=\"", "='", "=\\\"", "=\\u0022", " = ", " = \"", " = '", ": ", ": \"", ": '", ":", ":\"", ":'",
        "\":\"", "\": \"", "\" : \"", "\":", "\": ", "\\\":\\\"", "\\\": \\\"", "\\\":", "\\\": ", "\\u0022:\\u0022",
        "':'", "': '", "': ", "' => '", "\" => \"", "\", \"", "\",\"",
    ];

    // In this position the value stands for itself; forms that hide it from the eye are left out, but for the
    // base64 of a Kubernetes Secret.
    private static readonly ISecretForm[] Forms =
    [
        new VerbatimForm(), new JsonMinimalForm(), new JsonDotNetForm(), new PercentUnreservedForm(), new XmlNamedForm(),
        new ShellSingleQuoteForm(), new PowerShellSingleQuoteForm(),
    ];

    /// <summary>Every text in which the value stands next to its key, with a mask over the value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The texts.</returns>
    public static IEnumerable<SecretText> Of(string key, string value)
    {
        if (key.Length == 0)
        {
            yield break;
        }

        var written = Forms.SelectMany(form => form.Of(value))
            .Select(text => System.Text.Encoding.UTF8.GetString(text.Bytes))
            .Append(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value)))
            .Append(value.Trim())
            .Where(text => text.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var separator in Separators)
        {
            foreach (var text in written)
            {
                yield return SecretText.Between(key + separator, text, string.Empty);
            }
        }
    }
}
