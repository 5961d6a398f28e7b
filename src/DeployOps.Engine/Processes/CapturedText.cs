namespace DeployOps.Engine.Processes;

/// <summary>
/// What a child process wrote. It may hold secrets, so it does not print itself: whoever parses it says
/// <see cref="Reveal"/>, and whoever shows it passes it through a redactor first.
/// </summary>
public readonly record struct CapturedText
{
    private readonly string? _text;

    /// <summary>Wraps what a child wrote.</summary>
    public CapturedText(string text) => _text = text;

    /// <summary>The number of UTF-16 characters.</summary>
    public int Length => _text?.Length ?? 0;

    /// <summary>The text itself, to be parsed and not to be shown.</summary>
    public string Reveal() => _text ?? "";

    /// <summary>The text with its secrets hidden.</summary>
    /// <param name="redact">The redactor.</param>
    public string Show(Func<string, string> redact) => redact(Reveal());

    /// <summary>Says how long the text is, never what it is.</summary>
    public override string ToString() => $"({Length} characters, not shown)";
}
