using System.Text;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>What the XML and HTML forms agree on (XML 1.0, section 2.4).</summary>
internal static class XmlEscape
{
    /// <summary>Whether a character is one of the five with a meaning in markup.</summary>
    /// <param name="rune">The character.</param>
    /// <returns>True for the five.</returns>
    public static bool IsMarkup(Rune rune) => rune.Value is '&' or '<' or '>' or '"' or '\'';

    /// <summary>The named entity of an attribute value in double quotes; the apostrophe stays.</summary>
    /// <param name="rune">The character.</param>
    /// <returns>The entity, or null.</returns>
    public static string? Named(Rune rune) => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => null,
    };
}
