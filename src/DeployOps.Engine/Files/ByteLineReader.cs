namespace DeployOps.Engine.Files;

/// <summary>
/// Reads a stream line by line as bytes, holding at most one line. A line longer than the limit is given as empty and
/// marked as too long, whatever its length.
/// </summary>
internal sealed class ByteLineReader(Stream stream, int longestLine)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _consumed;
    private bool _atEnd;

    /// <summary>The current line without its <c>\n</c> or <c>\r\n</c>; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>The current line's number, counted from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Where the current line starts, in bytes from where the reading started.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the next line starts, in bytes from where the reading started.</summary>
    public long Position => _consumed;

    /// <summary>Whether the current line was longer than the limit.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Whether the current line has its line end; only the last one can lack it.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Goes to the next line.</summary>
    /// <returns><see langword="false"/> at the end of the stream.</returns>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        TooLong = false;
        Offset = _consumed;
        var searched = 0;
        while (true)
        {
            var newline = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                Take(searched + newline, ended: true);
                return true;
            }

            if (_atEnd)
            {
                if (_start == _end && !TooLong)
                {
                    return false;
                }

                Take(_end - _start, ended: false);
                return true;
            }

            searched = _end - _start;
            if (searched > longestLine)
            {
                TooLong = true;
                searched = 0;
                _consumed += _end - _start;
                _start = _end = 0;
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Take(int length, bool ended)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += ended ? length + 1 : length;
        _consumed += ended ? length + 1 : length;
        Number++;
        IsEnded = ended;
        Line = TooLong ? default : line.Span.EndsWith("\r"u8) ? line[..^1] : line;
        if (Number == 1 && Line.Span.StartsWith("\uFEFF"u8))
        {
            Line = Line[3..];
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        _atEnd = read == 0;
    }
}
