namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Each line of a multi-line value: a log prefixes, indents and splits lines, so that the whole never shows up.</summary>
internal sealed class LinesShape : ISecretShape
{
    private static readonly char[] LineEnds = ['\r', '\n'];

    /// <inheritdoc />
    public string Name => "lines";

    /// <inheritdoc />
    public IEnumerable<string> Of(string value) =>
        value.IndexOfAny(LineEnds) < 0
            ? []
            : value.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
