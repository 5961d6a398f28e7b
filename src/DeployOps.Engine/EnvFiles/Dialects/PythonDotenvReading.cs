using System.Text;

namespace DeployOps.Engine.EnvFiles.Dialects;

/// <summary>
/// What python-dotenv reads, as <c>load_dotenv()</c> does: the process environment wins over the file in interpolation. A line
/// it does not understand is dropped with a warning; an interpolation happens in single quotes as well.
/// </summary>
internal sealed class PythonDotenvReading
{
    private readonly string _text;
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);
    private int _position;

    private PythonDotenvReading(string text) =>
        // Python opens the file in text mode, where every line end is a line feed.
        _text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>The keys and values; a key without <c>=</c> has null.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="lookup">The process environment.</param>
    public static Dictionary<string, string?> Read(string text, Func<string, string?> lookup)
    {
        var reading = new PythonDotenvReading(text);
        while (reading._position < reading._text.Length)
        {
            if (!reading.TryBinding(lookup))
            {
                reading.SkipLine();
            }
        }

        return reading._values;
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private bool AtEnd => _position >= _text.Length;

    private bool TryBinding(Func<string, string?> lookup)
    {
        while (!AtEnd && IsSpace(Current))
        {
            _position++;
        }

        if (AtEnd)
        {
            return true;
        }

        SkipExport();
        string? key = null;
        if (Current != '#' && !TryKey(out key))
        {
            return false;
        }

        SkipBlanks();
        string? value = null;
        if (Current == '=')
        {
            _position++;
            SkipBlanks();
            if (!TryValue(out value))
            {
                return false;
            }
        }

        if (!TryLineEnd())
        {
            return false;
        }

        if (key is not null)
        {
            _values[key] = value is null ? null : Expand(value, lookup);
        }

        return true;
    }

    private void SkipExport()
    {
        const string Export = "export";
        var end = _position + Export.Length;
        if (string.CompareOrdinal(_text, _position, Export, 0, Export.Length) == 0 && end < _text.Length && IsBlank(_text[end]))
        {
            _position = end;
            SkipBlanks();
        }
    }

    private bool TryKey(out string? key)
    {
        key = null;
        var start = _position;
        if (Current == '\'')
        {
            var closing = _text.IndexOf('\'', start + 1);
            if (closing <= start + 1)
            {
                return false;
            }

            key = _text[(start + 1)..closing];
            _position = closing + 1;
            return true;
        }

        while (!AtEnd && Current is not ('=' or '#') && !IsSpace(Current))
        {
            _position++;
        }

        key = _text[start.._position];
        return _position > start;
    }

    private bool TryValue(out string? value)
    {
        if (Current is '\'' or '"' && !AtEnd)
        {
            return TryQuoted(Current, out value);
        }

        var end = _text.IndexOf('\n', _position);
        end = end < 0 ? _text.Length : end;
        var line = _text.AsSpan(_position, end - _position);
        _position = end;
        for (var index = 0; index + 1 < line.Length; index++)
        {
            if (IsSpace(line[index]) && line[index + 1] == '#')
            {
                line = line[..index];
            }
        }

        while (line.Length > 0 && IsSpace(line[^1]))
        {
            line = line[..^1];
        }

        value = line.ToString();
        return true;
    }

    /// <summary>
    /// A backslash before the quote keeps the value open, whatever stands before it; when nothing closes the value, the last
    /// such quote does after all.
    /// </summary>
    private bool TryQuoted(char quote, out string? value)
    {
        var start = _position + 1;
        var lastEscaped = -1;
        var index = start;
        while (index < _text.Length && _text[index] != quote)
        {
            if (_text[index] == '\\' && index + 1 < _text.Length && _text[index + 1] == quote)
            {
                lastEscaped = index + 1;
                index++;
            }

            index++;
        }

        var closing = index < _text.Length ? index : lastEscaped;
        value = closing < 0 ? null : Unescape(_text[start..closing], quote);
        _position = closing < 0 ? _position : closing + 1;
        return closing >= 0;
    }

    private static string Unescape(string written, char quote)
    {
        const string Names = "\\'\"abfnrtv";
        const string Meanings = "\\'\"\a\b\f\n\r\t\v";
        var known = quote == '"' ? Names.Length : 2;
        var result = new StringBuilder(written.Length);
        for (var index = 0; index < written.Length; index++)
        {
            var name = written[index] == '\\' && index + 1 < written.Length ? Names.IndexOf(written[index + 1], StringComparison.Ordinal) : -1;
            var isEscape = name >= 0 && name < known;
            result.Append(isEscape ? Meanings[name] : written[index]);
            index += isEscape ? 1 : 0;
        }

        return result.ToString();
    }

    private bool TryLineEnd()
    {
        SkipBlanks();
        if (Current == '#')
        {
            while (!AtEnd && Current != '\n')
            {
                _position++;
            }
        }

        if (!AtEnd && Current != '\n')
        {
            return false;
        }

        _position++;
        return true;
    }

    private void SkipLine()
    {
        var feed = AtEnd ? -1 : _text.IndexOf('\n', _position);
        _position = feed < 0 ? _text.Length : feed + 1;
    }

    private void SkipBlanks()
    {
        while (!AtEnd && IsBlank(Current))
        {
            _position++;
        }
    }

    /// <summary>Only <c>${NAME}</c> and <c>${NAME:-default}</c>; the name may be anything without a colon or a brace.</summary>
    private string Expand(string value, Func<string, string?> lookup)
    {
        var result = new StringBuilder(value.Length);
        var position = 0;
        while (position < value.Length)
        {
            var start = value.IndexOf("${", position, StringComparison.Ordinal);
            if (start < 0)
            {
                break;
            }

            var nameEnd = value.AsSpan(start + 2).IndexOfAny(':', '}');
            var closing = nameEnd < 0 ? -1 : value.IndexOf('}', start + 2 + nameEnd);
            var hasDefault = closing > 0 && value[start + 2 + nameEnd] == ':';
            var isVariable = closing > 0 && (!hasDefault || string.CompareOrdinal(value, start + 2 + nameEnd, ":-", 0, 2) == 0);
            if (!isVariable)
            {
                result.Append(value, position, start + 2 - position);
                position = start + 2;
                continue;
            }

            var name = value.Substring(start + 2, nameEnd);
            var otherwise = hasDefault ? value[(start + 2 + nameEnd + 2)..closing] : string.Empty;
            result.Append(value, position, start - position);
            result.Append(lookup(name) ?? (_values.TryGetValue(name, out var earlier) ? earlier : otherwise));
            position = closing + 1;
        }

        return result.Append(value, position, value.Length - position).ToString();
    }

    private static bool IsBlank(char character) => character != '\n' && IsSpace(character);

    // Python counts the four information separators as white space.
    private static bool IsSpace(char character) => EnvCharacters.IsWhiteSpace(character) || character is >= '\u001C' and <= '\u001F';
}
