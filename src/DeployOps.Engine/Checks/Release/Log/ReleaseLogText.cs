using System.Text;

namespace DeployOps.Engine.Checks.Release.Log;

/// <summary>
/// The text of a record while it is put together. A value of several lines keeps the layout around it: further lines
/// are indented (or quoted) like the first, and in a row of a Markdown table they stay in their cell.
/// </summary>
internal sealed class ReleaseLogText
{
    private readonly StringBuilder _text = new();
    private int _lineStart;
    private bool _inTable;

    public void Plain(string text)
    {
        _text.Append(text);
        if (text.LastIndexOf('\n') is >= 0 and var newline)
        {
            _lineStart = _text.Length - (text.Length - newline - 1);
        }

        // Only the template decides what is a table; a value that starts with a bar does not.
        _inTable = LinePrefix().AsSpan().TrimStart().StartsWith('|');
    }

    public void Value(string value)
    {
        var lines = value.ReplaceLineEndings("\n").TrimEnd('\n');
        if (_inTable)
        {
            _text.Append(lines.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal));
            return;
        }

        _text.Append(lines.Replace("\n", "\n" + Continuation(), StringComparison.Ordinal));
    }

    public override string ToString() => _text.ToString();

    private string Continuation()
    {
        var prefix = LinePrefix();
        var indent = prefix.Length - prefix.AsSpan().TrimStart(" \t>").Length;
        return prefix[..indent] + (indent < prefix.Length ? "    " : "");
    }

    private string LinePrefix() => _text.ToString(_lineStart, _text.Length - _lineStart);
}
