namespace DeployOps.Engine.Redaction.Forms;

/// <summary>The escapes every JSON writer agrees on (RFC 8259, section 7).</summary>
internal static class JsonEscape
{
    /// <summary>The escape of a character which JSON does not allow as it is.</summary>
    /// <param name="unit">The UTF-16 unit.</param>
    /// <param name="upper">Whether hexadecimal letters are upper case.</param>
    /// <param name="shortControls">Whether backspace and form feed have their short escape; Go before 1.22 has none.</param>
    /// <returns>The escape, or null when the character needs none.</returns>
    public static string? Required(char unit, bool upper, bool shortControls = true) => unit switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' when shortControls => "\\b",
        '\f' when shortControls => "\\f",
        < ' ' => Unicode(unit, upper),
        _ => null,
    };

    /// <summary>The six-character escape.</summary>
    /// <param name="unit">The UTF-16 unit.</param>
    /// <param name="upper">Whether hexadecimal letters are upper case.</param>
    /// <returns>A text such as <c>\u00e9</c>.</returns>
    public static string Unicode(char unit, bool upper) => "\\u" + CharacterEscape.Hex(unit, 4, upper);
}
