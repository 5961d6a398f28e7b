using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DeployOps.Engine.Project.Sections;

/// <summary>
/// A JSON path that leads to one value: <c>$.a.b[0]['c']</c>. Source: RFC 9535, singular queries (2.3.5.1): child segments with names and
/// indexes. Wildcards, slices, filters and descendants could lead to many values and are refused.
/// </summary>
public sealed class SmokeJsonPath
{
    private const long LargestIndex = 9_007_199_254_740_991;
    private readonly IReadOnlyList<(string? Name, long Index)> _steps;

    private SmokeJsonPath(IReadOnlyList<(string? Name, long Index)> steps) => _steps = steps;

    /// <summary>Reads a path.</summary>
    /// <returns>The path, or <see langword="null"/> when the text is none.</returns>
    public static SmokeJsonPath? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Half a surrogate pair, as an escape can write it, is in no JSON text that can be read.
        return new Reader(text).Read() is { } steps && steps.TrueForAll(step => step.Name is null || IsWellFormed(step.Name)) ? new SmokeJsonPath(steps) : null;
    }

    /// <summary>The value it leads to, or <see langword="null"/> when there is none.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var current = root;
        foreach (var (name, index) in _steps)
        {
            if (name is not null)
            {
                if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(name, out current))
                {
                    return null;
                }

                continue;
            }

            var count = current.ValueKind == JsonValueKind.Array ? current.GetArrayLength() : 0;
            var place = index < 0 ? count + index : index;
            if (place < 0 || place >= count)
            {
                return null;
            }

            current = current[(int)place];
        }

        return current;
    }

    private static bool IsWellFormed(string name)
    {
        for (var place = 0; place < name.Length; place++)
        {
            if (char.IsSurrogate(name[place]) && !(place + 1 < name.Length && char.IsSurrogatePair(name[place], name[++place])))
            {
                return false;
            }
        }

        return true;
    }

    private sealed class Reader(string text)
    {
        private int _at;

        private char Current => _at < text.Length ? text[_at] : '\0';

        public List<(string? Name, long Index)>? Read()
        {
            var steps = new List<(string? Name, long Index)>();
            if (!Take('$'))
            {
                return null;
            }

            for (; ; )
            {
                // Blank space may stand before a segment, not at the end.
                var end = _at;
                SkipBlanks();
                if (_at == text.Length)
                {
                    return end == text.Length ? steps : null;
                }

                (string? Name, long Index)? step = Take('.') ? Shorthand() : Take('[') ? Bracketed() : null;
                if (step is not { } found)
                {
                    return null;
                }

                steps.Add(found);
            }
        }

        private static bool IsNameStart(char character) => char.IsAsciiLetter(character) || character == '_' || character >= '\u0080';

        private (string? Name, long Index)? Shorthand()
        {
            var start = _at;
            while (IsNameStart(Current) || (_at > start && char.IsAsciiDigit(Current)))
            {
                _at++;
            }

            return _at > start ? (text[start.._at], 0) : null;
        }

        private (string? Name, long Index)? Bracketed()
        {
            SkipBlanks();
            (string? Name, long Index)? step = Current switch
            {
                '\'' or '"' when Quoted() is { } name => (name, 0),
                '\'' or '"' => null,
                _ => Index() is { } index ? (null, index) : null,
            };
            SkipBlanks();
            return Take(']') ? step : null;
        }

        private long? Index()
        {
            var start = _at;
            Take('-');
            while (char.IsAsciiDigit(Current))
            {
                _at++;
            }

            var digits = text[start.._at];
            var isCanonical = digits == "0" || (digits.TrimStart('-') is { Length: > 0 } amount && amount[0] != '0');
            return isCanonical && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) && Math.Abs(index) <= LargestIndex ? index : null;
        }

        private string? Quoted()
        {
            var quote = text[_at++];
            var name = new StringBuilder();
            while (_at < text.Length)
            {
                var character = text[_at++];
                if (character == quote)
                {
                    return name.ToString();
                }

                var taken = character == '\\' ? Escaped(quote) : character < ' ' ? null : character;
                if (taken is null)
                {
                    return null;
                }

                name.Append(taken);
            }

            return null;
        }

        private char? Escaped(char quote)
        {
            var character = Current;
            _at++;
            return character switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '/' or '\\' => character,
                'u' => CodeUnit(),
                _ => character == quote && character != '\0' ? quote : null,
            };
        }

        private char? CodeUnit()
        {
            var isThere = _at + 4 <= text.Length && ushort.TryParse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
            if (!isThere)
            {
                return null;
            }

            var unit = (char)ushort.Parse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            _at += 4;
            return unit;
        }

        private bool Take(char character)
        {
            if (Current != character || _at >= text.Length)
            {
                return false;
            }

            _at++;
            return true;
        }

        private void SkipBlanks()
        {
            while (Current is ' ' or '\t' or '\n' or '\r')
            {
                _at++;
            }
        }
    }
}
