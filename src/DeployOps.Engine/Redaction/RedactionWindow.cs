using System.Buffers;
using DeployOps.Engine.Redaction.Escapes;
using DeployOps.Engine.Redaction.Matching;
using DeployOps.Engine.Redaction.Unknown;

namespace DeployOps.Engine.Redaction;

/// <summary>
/// The moving part of every streaming form: takes bytes in pieces of any size, and gives out masked bytes as soon as no
/// later byte can change them. It holds back what may still become a match and keeps a little of what it gave out,
/// because a match may depend on what stands before it. Its memory does not grow with the stream.
/// </summary>
internal sealed class RedactionWindow
{
    /// <summary>How many bytes are best given at a time.</summary>
    public const int ChunkSize = 256 * 1024;

    private const int WorthTwoThreads = 64 * 1024;

    private readonly Redactor _redactor;
    private readonly WrappedBase64Finder _wrapped;
    private readonly EscapedSecretFinder _escaped;
    private readonly MatchCollector _found = new();
    private readonly MatchCollector _foundBeside = new();
    private readonly List<MatchSpan> _carried = [];
    private readonly int _held;
    private readonly int _kept;
    private byte[] _buffer;
    private int _start;
    private int _length;
    private int _given;
    private int _sinceSearch;
    private int _maskedUntil = -1;
    private bool _atStart = true;

    /// <summary>Begins a stream.</summary>
    /// <param name="redactor">What is masked.</param>
    public RedactionWindow(Redactor redactor)
    {
        _redactor = redactor;
        _wrapped = new WrappedBase64Finder(redactor.Matcher);
        _escaped = new EscapedSecretFinder(redactor);
        _held = Math.Max(WrappedBase64Finder.Reach(redactor.Matcher.Reach), UnknownSecretRule.LongestLookBehind);

        // Rules decide from an anchor that may lie this far before what they mask.
        _kept = Math.Max(redactor.Matcher.Reach + 2, WrappedBase64Finder.LongestLine + UnknownSecretRule.LongestLookBehind);
        Headroom = _held + _kept + 4096;
        _buffer = new byte[Headroom + ChunkSize];
    }

    /// <summary>How much of a stream may be given out.</summary>
    public enum Extent
    {
        /// <summary>What is certain while more is expected soon: all but the longest possible match.</summary>
        Certain,

        /// <summary>All but an actual beginning of a match at the end: for a reader who waits.</summary>
        Visible,

        /// <summary>All: nothing follows.</summary>
        Everything,
    }

    /// <summary>How much room a piece leaves at its beginning for what is held back.</summary>
    public int Headroom { get; }

    /// <summary>How many bytes were taken and not yet given out.</summary>
    public int Pending => _length - _given;

    /// <summary>Takes bytes.</summary>
    /// <param name="bytes">The next bytes of the stream.</param>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_start + _length + bytes.Length > _buffer.Length)
        {
            var needed = _length + bytes.Length;
            var roomier = needed > _buffer.Length / 2 ? new byte[needed * 2] : _buffer;
            _buffer.AsSpan(_start, _length).CopyTo(roomier);
            (_buffer, _start) = (roomier, 0);
        }

        bytes.CopyTo(_buffer.AsSpan(_start + _length));
        _length += bytes.Length;
    }

    /// <summary>
    /// Takes bytes together with the array they lie in, which spares copying them: only what is held back moves, into the room
    /// before them.
    /// </summary>
    /// <param name="piece">An array whose first <see cref="Headroom"/> bytes are free; this window owns it from now on.</param>
    /// <param name="length">How many bytes lie after them.</param>
    /// <returns>An array the caller may use again.</returns>
    public byte[] Take(byte[] piece, int length)
    {
        if (_length > Headroom)
        {
            Append(piece.AsSpan(Headroom, length));
            return piece;
        }

        var used = _buffer;
        used.AsSpan(_start, _length).CopyTo(piece.AsSpan(Headroom - _length));
        (_buffer, _start) = (piece, Headroom - _length);
        _length += length;
        return used;
    }

    /// <summary>Takes bytes and, once a piece has gathered, gives out what is certain.</summary>
    /// <param name="bytes">The next bytes of the stream, at most <see cref="ChunkSize"/>.</param>
    /// <param name="output">Where masked bytes are written.</param>
    public void Take(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        Append(bytes);
        _sinceSearch += bytes.Length;
        if (_sinceSearch >= ChunkSize)
        {
            Drain(output, Extent.Certain);
        }
    }

    /// <summary>Gives out masked bytes.</summary>
    /// <param name="output">Where they are written.</param>
    /// <param name="extent">How much.</param>
    public void Drain(IBufferWriter<byte> output, Extent extent)
    {
        if (Pending == 0)
        {
            return;
        }

        _sinceSearch = 0;
        var text = _buffer.AsSpan(_start, _length);
        var complete = extent == Extent.Everything;
        Find(text, complete);
        var limit = extent switch
        {
            Extent.Everything => _length,
            Extent.Visible => Math.Min(FirstOpen(text), _found.UndecidedFrom),
            _ => Math.Min(_escaped.CertainUntil(_length, _held), _found.UndecidedFrom),
        };
        Give(text, Math.Clamp(limit, _given, _length), output);
        Compact();
    }

    private void Find(ReadOnlySpan<byte> text, bool complete)
    {
        _found.Clear();
        foreach (var span in _carried)
        {
            _found.Add(span.Start, span.End);
        }

        _carried.Clear();
        _foundBeside.Clear();
        if (text.Length < WorthTwoThreads)
        {
            _redactor.Matcher.Find(text, complete, _found);
            FindRest(complete);
        }
        else
        {
            var beside = Task.Run(() => FindRest(complete));
            try
            {
                _redactor.Matcher.Find(text, complete, _found);
            }
            finally
            {
                // Both read the buffer; neither may outlive this call.
                beside.GetAwaiter().GetResult();
            }
        }

        _found.Add(_foundBeside);
    }

    private void FindRest(bool complete)
    {
        var text = _buffer.AsSpan(_start, _length);
        _redactor.FindRest(text, _atStart ? 0 : UnknownSecretRule.LongestLookBehind, complete, _foundBeside, _wrapped);
        _escaped.Find(text, complete, _foundBeside);
    }

    private int FirstOpen(ReadOnlySpan<byte> text)
    {
        var tail = Math.Max(_given, _length - _held + 1);
        var open = WrappedBase64Finder.EndsInBlock(text) ? tail : _redactor.Prefixes.FirstOpen(text, tail);
        return Math.Min(open, _escaped.FirstOpen(_length, _given, _held));
    }

    private void Give(ReadOnlySpan<byte> text, int limit, IBufferWriter<byte> output)
    {
        foreach (var span in _found.Merge())
        {
            if (span.End > limit)
            {
                // What is known now may not be found again once its beginning has left the window.
                _carried.Add(span);
            }

            if (span.Start >= limit || span.End <= Math.Max(_maskedUntil, _given))
            {
                continue;
            }

            if (span.Start > _maskedUntil)
            {
                var from = Math.Max(_given, _maskedUntil);
                output.Write(text[from..Math.Max(from, span.Start)]);
                output.Write(Redactor.MaskBytes);
            }

            _maskedUntil = span.End;
        }

        var rest = Math.Max(_given, _maskedUntil);
        if (rest < limit)
        {
            output.Write(text[rest..limit]);
        }

        _given = limit;
    }

    private void Compact()
    {
        var surplus = _given - _kept;
        if (surplus <= 0)
        {
            return;
        }

        _start += surplus;
        _length -= surplus;
        _given -= surplus;
        _maskedUntil = Math.Max(-1, _maskedUntil - surplus);
        _atStart = false;
        for (var index = 0; index < _carried.Count; index++)
        {
            _carried[index] = new MatchSpan(_carried[index].Start - surplus, _carried[index].End - surplus);
        }
    }
}
