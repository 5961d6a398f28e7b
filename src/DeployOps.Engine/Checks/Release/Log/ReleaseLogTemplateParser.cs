using System.Text;

namespace DeployOps.Engine.Checks.Release.Log;

/// <summary>Reads the text of a template: <c>{{name}}</c>, <c>{{#name}}…{{/name}}</c>, <c>{{^name}}…{{/name}}</c>, <c>{{! comment }}</c> and <c>{{{{</c>.</summary>
internal sealed class ReleaseLogTemplateParser(string file, string text)
{
    private readonly Stack<(string Name, bool Inverted, int Line, List<ReleaseLogTemplateNode> Outer)> _open = new();
    private readonly StringBuilder _plain = new();
    private List<ReleaseLogTemplateNode> _parts = [];
    private int _at;
    private int _line = 1;

    /// <summary>The names that are used anywhere.</summary>
    public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<ReleaseLogTemplateNode> Parse()
    {
        while (_at < text.Length)
        {
            var next = text.IndexOf("{{", _at, StringComparison.Ordinal);
            Plain(next < 0 ? text.Length : next);
            if (next < 0)
            {
                break;
            }

            if (text.AsSpan(_at).StartsWith("{{{{"))
            {
                _plain.Append("{{");
                _at += 4;
            }
            else
            {
                Tag();
            }
        }

        if (_open.TryPeek(out var unclosed))
        {
            throw Wrong(unclosed.Line, $"the section '{unclosed.Name}' is not closed, {{{{/{unclosed.Name}}}}} is missing");
        }

        EndPlain();
        return _parts;
    }

    private void Tag()
    {
        var end = text.IndexOf("}}", _at, StringComparison.Ordinal);
        var lineEnd = text.IndexOf('\n', _at);
        if (end < 0 || (lineEnd >= 0 && lineEnd < end && text[_at + 2] != '!'))
        {
            throw Wrong(_line, "'{{' is not closed by '}}' on its line");
        }

        var content = text[(_at + 2)..end].Trim();
        var line = _line;
        var (from, to) = (_at, end + 2);
        var kind = content.Length > 0 && content[0] is '#' or '^' or '/' or '!' ? content[0] : ' ';

        // A section mark or comment alone on its line takes the line with it, or each one would leave an empty line behind.
        if (kind != ' ' && StandsAlone(ref from, ref to))
        {
            _plain.Length -= _at - from;
        }

        _line += text.AsSpan(_at, to - _at).Count('\n');
        _at = to;
        var name = kind == ' ' ? content : content[1..].Trim();
        switch (kind)
        {
            case '!':
                break;
            case '#' or '^':
                Open(name, kind == '^', line);
                break;
            case '/':
                Close(name, line);
                break;
            default:
                Value(name, line);
                break;
        }
    }

    private void Value(string name, int line)
    {
        if (ReleaseLogPlaceholders.Sections.ContainsKey(name))
        {
            throw Wrong(line, $"'{name}' is a section and not a value: {{{{#{name}}}}} … {{{{/{name}}}}}");
        }

        Know(name, line);
        EndPlain();
        _parts.Add(new ReleaseLogTemplateValue(name));
    }

    private void Open(string name, bool inverted, int line)
    {
        Know(name, line);
        EndPlain();
        _open.Push((name, inverted, line, _parts));
        _parts = [];
    }

    private void Close(string name, int line)
    {
        if (!_open.TryPop(out var section))
        {
            throw Wrong(line, $"the section '{Shown(name)}' is closed and was not opened");
        }

        if (section.Name != name)
        {
            throw Wrong(line, $"the section '{section.Name}' of line {section.Line} must be closed before '{Shown(name)}'");
        }

        EndPlain();
        var parts = _parts;
        _parts = section.Outer;
        _parts.Add(new ReleaseLogTemplateSection(name, section.Inverted, parts));
    }

    private void Know(string name, int line)
    {
        if (!ReleaseLogPlaceholders.Values.ContainsKey(name) && !ReleaseLogPlaceholders.Sections.ContainsKey(name))
        {
            var known = string.Join(", ", ReleaseLogPlaceholders.Values.Keys.Concat(ReleaseLogPlaceholders.Sections.Keys).Order(StringComparer.Ordinal));
            throw Wrong(line, $"'{Shown(name)}' is no placeholder; known are {known}");
        }

        Used.Add(name);
    }

    // A template is not secret, but what stands between two braces by accident may be long.
    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";

    private bool StandsAlone(ref int from, ref int to)
    {
        var start = from;
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        var end = to;
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        if ((start > 0 && text[start - 1] != '\n') || (end < text.Length && text[end] != '\n'))
        {
            return false;
        }

        (from, to) = (start, Math.Min(end + 1, text.Length));
        return true;
    }

    private void Plain(int end)
    {
        _plain.Append(text, _at, end - _at);
        _line += text.AsSpan(_at, end - _at).Count('\n');
        _at = end;
    }

    private void EndPlain()
    {
        if (_plain.Length > 0)
        {
            _parts.Add(new ReleaseLogTemplateText(_plain.ToString()));
            _plain.Clear();
        }
    }

    private ReleaseLogTemplateException Wrong(int line, string reason) => new(file, line, reason);
}
