using System.Text;

namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// Walks the statements of an env file. The order of the steps is compose's, because it decides which of two errors is met
/// first and what is left for the next statement.
/// </summary>
internal sealed class EnvFileParser
{
    private const string Export = "export";
    private readonly string _text;
    private readonly Func<string, string?> _lookup;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<EnvEntry> _entries = [];
    private readonly EnvTextLines _lines;
    private int _position;
    private int _remaining = EnvFile.LargestExpansion;

    public EnvFileParser(string text, Func<string, string?> lookup)
    {
        _text = text;
        _lookup = lookup;
        _position = text.StartsWith('\uFEFF') ? 1 : 0;
        _lines = new EnvTextLines(text, _position);
    }

    public IReadOnlyList<EnvEntry> Entries => _entries;

    public IReadOnlyDictionary<string, string> Values => _values;

    public void Run()
    {
        while (SkipToStatement())
        {
            Statement();
        }
    }

    /// <summary>Skips white space and comments. False at the end of the text.</summary>
    private bool SkipToStatement()
    {
        while (_position < _text.Length)
        {
            if (EnvCharacters.IsWhiteSpace(_text[_position]))
            {
                _position++;
            }
            else if (_text[_position] == '#')
            {
                var feed = _text.IndexOf('\n', _position);
                _position = feed < 0 ? _text.Length : feed;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private void Statement()
    {
        var start = _position;
        SkipExport();
        var keyStart = _position;
        var keyEnd = FindKeyEnd(keyStart);
        var hasEnd = keyEnd < _text.Length;
        if (!hasEnd && keyStart == _text.Length)
        {
            throw Error(EnvFileFormatReason.MissingKey, start);
        }

        // Without an end the text up to the end of the file is the value of an empty key: compose's own quirk.
        var key = hasEnd ? TrimEnd(_text.AsSpan(keyStart, keyEnd - keyStart)).ToString() : string.Empty;
        var space = key.IndexOf(' ', StringComparison.Ordinal);
        if (space >= 0)
        {
            throw Error(EnvFileFormatReason.SpaceInKey, keyStart + space);
        }

        var (line, column) = _lines.At(keyStart);
        _position = hasEnd ? keyEnd + 1 : keyStart;
        SkipBlanks();
        if (hasEnd && _text[keyEnd] == '\n')
        {
            var place = new EnvEntryPlace(line, column, start, keyStart, keyStart + key.Length, keyStart + key.Length);
            var inherited = _lookup(key);
            Add(new EnvEntry(key, inherited, EnvQuote.None, place, EnvInterpolationResult.Untouched(null)));
            return;
        }

        Value(key, new EnvEntryPlace(line, column, start, keyStart, _position, _position));
    }

    private void SkipExport()
    {
        if (string.CompareOrdinal(_text, _position, Export, 0, Export.Length) != 0)
        {
            return;
        }

        var end = _position + Export.Length;
        if (end < _text.Length && EnvCharacters.EndsExport(_text[end]))
        {
            _position = end;
            SkipBlanks();
        }
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && EnvCharacters.IsBlank(_text[_position]))
        {
            _position++;
        }
    }

    /// <summary>The offset of the separator or line feed behind the key, or the length of the text when there is none.</summary>
    private int FindKeyEnd(int start)
    {
        var index = start;
        while (index < _text.Length)
        {
            var character = _text[index];
            if (character is '=' or ':' or '\n')
            {
                return index;
            }

            if (EnvCharacters.IsBlank(character))
            {
                index++;
                continue;
            }

            Rune.DecodeFromUtf16(_text.AsSpan(index), out var rune, out var length);
            if (!EnvCharacters.IsKeyCharacter(rune))
            {
                throw Error(EnvFileFormatReason.UnexpectedCharacterInKey, index);
            }

            index += length;
        }

        return index;
    }

    private void Value(string key, EnvEntryPlace place)
    {
        var first = _position < _text.Length ? _text[_position] : '\0';
        if (first is '\'' or '"')
        {
            var content = ReadQuoted(first, key);
            var quotedPlace = place with { ValueEnd = _position };
            var result = first == '"'
                ? Interpolate(EnvEscapes.Expand(content), key, place, isVerbatim: false)
                : EnvInterpolationResult.Untouched(content);
            Add(new EnvEntry(key, result.Value, first == '"' ? EnvQuote.DoubleQuoted : EnvQuote.SingleQuoted, quotedPlace, result));
            return;
        }

        var feed = _text.IndexOf('\n', _position);
        var value = _text.AsSpan(_position, (feed < 0 ? _text.Length : feed) - _position);
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        value = TrimEnd(comment < 0 ? value : value[..comment]);
        _position = feed < 0 ? _text.Length : feed + 1;
        var unquoted = Interpolate(value.ToString(), key, place, isVerbatim: true);
        var unquotedPlace = place with { ValueEnd = place.ValueStart + value.Length };
        Add(new EnvEntry(key, unquoted.Value, EnvQuote.Unquoted, unquotedPlace, unquoted) { StartsWithHash = value.StartsWith("#", StringComparison.Ordinal) });
    }

    /// <summary>Reads a quoted value and stops behind its closing quote. A backslash is dropped only before that quote.</summary>
    private string ReadQuoted(char quote, string key)
    {
        var opening = _position;
        var content = new StringBuilder();
        var index = opening + 1;
        while (true)
        {
            var next = _text.AsSpan(index).IndexOfAny(quote, '\\');
            if (next < 0 || (_text[index + next] == '\\' && index + next + 1 >= _text.Length))
            {
                throw Error(EnvFileFormatReason.UnterminatedQuote, opening, key);
            }

            content.Append(_text, index, next);
            index += next;
            if (_text[index] == quote)
            {
                _position = index + 1;
                return content.ToString();
            }

            var escaped = _text[index + 1];
            if (escaped != quote)
            {
                content.Append('\\');
            }

            content.Append(escaped);
            index += 2;
        }
    }

    private EnvInterpolationResult Interpolate(string text, string key, EnvEntryPlace place, bool isVerbatim)
    {
        var result = EnvInterpolation.Expand(text, name => _lookup(name) ?? _values.GetValueOrDefault(name), _remaining);
        if (result.Error is { } reason)
        {
            // In double quotes the escapes have shifted the text, so only the place of the value is sure.
            throw Error(reason, place.ValueStart + (isVerbatim ? result.ErrorOffset : 0), key);
        }

        _remaining -= result.Work;
        return result;
    }

    private void Add(EnvEntry entry)
    {
        _entries.Add(entry);
        if (entry.Value is not null)
        {
            _values[entry.Key] = entry.Value;
        }
    }

    private static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        while (end > 0 && EnvCharacters.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    private EnvFileFormatException Error(EnvFileFormatReason reason, int offset, string? key = null)
    {
        var (line, column) = _lines.At(offset);
        return new EnvFileFormatException(reason, line, column, key);
    }
}
