using System.Text;

namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// Replaces <c>$NAME</c>, <c>${NAME}</c> and <c>${NAME:-…}</c> as compose does. Source: compose-go v2.0.2
/// <c>template/template.go</c>, the one in Compose 2.26.1.
/// </summary>
/// <remarks>
/// Compose matches a regular expression and calls itself for what is nested. Here the nesting is a list of frames on the
/// heap and one output buffer is cut back where a default is not used: no depth overflows a stack, and the work is linear.
/// A default is worked out even where it is not used, as in compose, so an error in it counts.
/// </remarks>
internal sealed class EnvInterpolation
{
    private readonly string _text;
    private readonly Func<string, string?> _lookup;
    private readonly int _largest;
    private readonly StringBuilder _output = new();
    private readonly Stack<Frame> _frames = new();
    private readonly List<string> _referenced = [];
    private readonly List<string> _unset = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seenUnset = new(StringComparer.Ordinal);
    private long _work;
    private EnvBraces? _braces;
    private int _position;
    private int _end;
    private int _lineEnd = -1;
    private EnvFileFormatReason? _error;
    private int _errorOffset;

    private EnvInterpolation(string text, Func<string, string?> lookup, int largest)
    {
        _text = text;
        _lookup = lookup;
        _largest = largest;
        _end = text.Length;
    }

    /// <summary>What is to be done when the nested text of a substitution has been read.</summary>
    private readonly record struct Frame(int OuterEnd, int Resume, int OutputStart, string Name, char Operator, bool EmptyCounts, int Start);

    /// <summary>Interpolates <paramref name="text"/>.</summary>
    /// <param name="text">The value, its quotes and escapes already resolved.</param>
    /// <param name="lookup">Gives the value of a variable, or null when it is not set.</param>
    /// <param name="largest">The most that may be put out, unused defaults included, in UTF-16 units.</param>
    public static EnvInterpolationResult Expand(string text, Func<string, string?> lookup, int largest) =>
        text.Contains('$', StringComparison.Ordinal)
            ? new EnvInterpolation(text, lookup, largest).Run()
            : EnvInterpolationResult.Untouched(text);

    private EnvInterpolationResult Run()
    {
        while (_error is null)
        {
            if (_position >= _end)
            {
                if (_frames.Count == 0)
                {
                    break;
                }

                Close(_frames.Pop());
                continue;
            }

            var dollar = _text.IndexOf('$', _position, _end - _position);
            var literalEnd = dollar < 0 ? _end : dollar;
            Append(_text.AsSpan(_position, literalEnd - _position));
            _position = literalEnd;
            if (dollar >= 0)
            {
                Step(dollar);
            }
        }

        var value = _error is null ? _output.ToString() : string.Empty;
        return new EnvInterpolationResult
        {
            Value = value,
            IsInterpolated = _referenced.Count > 0 || !string.Equals(value, _text, StringComparison.Ordinal),
            ReferencedNames = _referenced,
            UnsetNames = _unset,
            Work = (int)Math.Min(_work, int.MaxValue),
            Error = _error,
            ErrorOffset = _errorOffset,
        };
    }

    /// <summary>Reads what a dollar starts.</summary>
    private void Step(int dollar)
    {
        var next = dollar + 1;
        var character = next < _end ? _text[next] : '\0';
        if (character == '{')
        {
            Brace(dollar);
            return;
        }

        if (EnvCharacters.StartsName(character))
        {
            var nameEnd = NameEnd(next);
            AppendVariable(_text[next..nameEnd]);
            _position = nameEnd;
            return;
        }

        // "$$" stands for one dollar; before anything else a dollar is only itself.
        Append("$");
        _position = character == '$' ? next + 1 : next;
    }

    private void Brace(int dollar)
    {
        var nameStart = dollar + 2;
        var nameEnd = nameStart < _end && EnvCharacters.StartsName(_text[nameStart]) ? NameEnd(nameStart) : nameStart;
        if (nameEnd == nameStart || nameEnd >= _end)
        {
            Fail(EnvFileFormatReason.InvalidSubstitution, dollar);
            return;
        }

        if (_text[nameEnd] == '}')
        {
            AppendVariable(_text[nameStart..nameEnd]);
            _position = nameEnd + 1;
            return;
        }

        var emptyCounts = _text[nameEnd] == ':';
        var operatorAt = emptyCounts ? nameEnd + 1 : nameEnd;
        if (operatorAt >= _end || _text[operatorAt] is not ('-' or '+' or '?'))
        {
            Fail(EnvFileFormatReason.InvalidSubstitution, dollar);
            return;
        }

        Open(dollar, operatorAt, _text[nameStart..nameEnd], emptyCounts);
    }

    /// <summary>
    /// Starts the text behind an operator. It reaches to the brace that closes it on the same line; when the braces are
    /// not balanced, to the last brace there is.
    /// </summary>
    private void Open(int dollar, int operatorAt, string name, bool emptyCounts)
    {
        _braces ??= new EnvBraces(_text);
        var start = operatorAt + 1;
        var limit = Math.Min(_end, LineEnd(start));
        var last = limit > start ? _braces.LastBefore(limit) : -1;
        if (last < start)
        {
            Fail(EnvFileFormatReason.InvalidSubstitution, dollar);
            return;
        }

        var closing = _braces.ClosingOf(dollar + 1);
        var nestedEnd = closing > 0 && closing <= last ? closing : last;
        _frames.Push(new Frame(_end, nestedEnd + 1, _output.Length, name, _text[operatorAt], emptyCounts, dollar));
        _position = start;
        _end = nestedEnd;
    }

    private void Close(Frame frame)
    {
        var value = Look(frame.Name);
        var isSet = value is not null && !(frame.EmptyCounts && value.Length == 0);
        if (frame.Operator == '?' && !isSet)
        {
            Fail(EnvFileFormatReason.RequiredVariableMissing, frame.Start);
            return;
        }

        var keepsText = frame.Operator switch { '-' => !isSet, '+' => isSet, _ => false };
        if (!keepsText)
        {
            _output.Length = frame.OutputStart;
            Append(value);
        }

        _position = frame.Resume;
        _end = frame.OuterEnd;
    }

    private void AppendVariable(string name)
    {
        var value = Look(name);
        if (value is null && _seenUnset.Add(name))
        {
            _unset.Add(name);
        }

        Append(value);
    }

    private string? Look(string name)
    {
        if (_seen.Add(name))
        {
            _referenced.Add(name);
        }

        return _lookup(name);
    }

    private void Append(ReadOnlySpan<char> text)
    {
        // The sum of all that was put out, not the length: a default that is cut away again has cost its time too.
        _work += text.Length;
        if (_work > _largest)
        {
            Fail(EnvFileFormatReason.ExpansionTooLarge, _position);
            return;
        }

        _output.Append(text);
    }

    private void Fail(EnvFileFormatReason reason, int offset)
    {
        if (_error is null)
        {
            _error = reason;
            _errorOffset = offset;
        }
    }

    private int NameEnd(int start)
    {
        var end = start + 1;
        while (end < _end && EnvCharacters.ContinuesName(_text[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>The end of the line that holds <paramref name="offset"/>; remembered, because offsets only grow.</summary>
    private int LineEnd(int offset)
    {
        if (_lineEnd < offset)
        {
            var feed = _text.IndexOf('\n', offset);
            _lineEnd = feed < 0 ? _text.Length : feed;
        }

        return _lineEnd;
    }
}
