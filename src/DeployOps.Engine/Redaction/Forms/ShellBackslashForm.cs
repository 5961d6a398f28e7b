namespace DeployOps.Engine.Redaction.Forms;

/// <summary>A shell word with a backslash before each special character, as bash's <c>printf %q</c> writes it.</summary>
internal sealed class ShellBackslashForm : ISecretForm
{
    // Which characters count as special differs: bash leaves %, +, -, ., /, :, =, @ and _ alone, others keep only the last.
    private const string Bash = "_%+-./:=@";
    private const string BashLeading = "_%+-./:=@#~";
    private const string Strict = "_";

    /// <inheritdoc />
    public string Name => "shell-backslash";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        Escape(value, Bash),
        Escape(value, BashLeading),
        Escape(value, Strict),
    ];

    private static string Escape(string value, string plain) => CharacterEscape.Units(
        value,
        unit => char.IsAsciiLetterOrDigit(unit) || !char.IsAscii(unit) || plain.Contains(unit, StringComparison.Ordinal) ? null : "\\" + unit);
}
