using System.Text;

namespace DeployOps.Engine.Redaction.Escapes;

/// <summary>Takes what only a terminal understands out of a text of others, before its secrets are masked and it is kept or shown.</summary>
public static class TerminalText
{
    /// <summary>The text without escape sequences.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text; the same object when there was none.</returns>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new EscapeFreeText();
        return text.Contains('\u001b', StringComparison.Ordinal) && plain.Take(Encoding.UTF8.GetBytes(text), complete: true) ? Encoding.UTF8.GetString(plain.Bytes) : text;
    }
}
