namespace DeployOps.Engine.Stores.Redis.Protocol;

/// <summary>The bytes of a connection, read ahead: lines, counted bytes, and afterwards whatever is left.</summary>
internal sealed class RespInput(Stream stream)
{
    private const int Chunk = 64 * 1024;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>A line without its end.</summary>
    /// <exception cref="EndOfStreamException">The stream ended.</exception>
    /// <exception cref="RedisProtocolException">It is too long, or not ended as it should be.</exception>
    public async ValueTask<byte[]> ReadLineAsync(int most, CancellationToken cancellationToken)
    {
        byte[] line = [];
        while (true)
        {
            var found = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var taken = found < 0 ? _end - _start : found + 1;
            if (line.Length + taken > most + 2)
            {
                throw new RedisProtocolException("a line is too long");
            }

            line = [.. line, .. _buffer.AsSpan(_start, taken)];
            _start += taken;
            if (found >= 0)
            {
                return line.Length >= 2 && line[^2] == '\r' ? line[..^2] : throw new RedisProtocolException("a line does not end with CR and LF");
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Counted bytes. Memory is taken as they come: a length alone costs nothing.</summary>
    /// <exception cref="EndOfStreamException">The stream ended.</exception>
    public async ValueTask<byte[]> ReadBytesAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Min(count, Chunk)];
        for (var read = 0; read < count;)
        {
            if (read == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(count, bytes.Length * 2L));
            }

            var taken = await ReadAsync(bytes.AsMemory(read), cancellationToken).ConfigureAwait(false);
            read += taken > 0 ? taken : throw new EndOfStreamException();
        }

        return bytes;
    }

    /// <summary>What is there: first what was read ahead.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            return stream.ReadAsync(target, cancellationToken);
        }

        var taken = Math.Min(target.Length, _end - _start);
        _buffer.AsMemory(_start, taken).CopyTo(target);
        _start += taken;
        return ValueTask.FromResult(taken);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        (_start, _end) = (0, 0);
        _end = await stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
        if (_end == 0)
        {
            throw new EndOfStreamException();
        }
    }
}
