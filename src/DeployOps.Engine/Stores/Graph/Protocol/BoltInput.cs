using System.Buffers;
using System.Buffers.Binary;

namespace DeployOps.Engine.Stores.Graph.Protocol;

/// <summary>
/// Puts the chunks of a stream together to messages, in one pooled buffer and in place: a message of one chunk is never copied.
/// Chunks of no length between messages are signs of life and are passed over.
/// </summary>
internal sealed class BoltInput(Stream stream, int largestMessage) : IDisposable
{
    private const int UsualSize = 128 * 1024;
    private const int HeaderSize = 2;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(UsualSize);

    // [_start, _start + _length) is the message so far; [_next, _end) has not been looked at.
    private int _start;
    private int _length;
    private int _next;
    private int _end;
    private int _chunkLeft;
    private bool _isTooLarge;
    private bool _isFilling;

    /// <summary>Whether a message has begun and is not complete.</summary>
    public bool IsInsideMessage => _length > 0 || _chunkLeft > 0;

    /// <summary>Takes the next message out of what has been read; it is valid until the next call of this or of <see cref="FillAsync"/>.</summary>
    /// <returns>False when it is not complete yet.</returns>
    public bool TryTake(out ReadOnlyMemory<byte> message)
    {
        while (!_isTooLarge)
        {
            if (_chunkLeft == 0)
            {
                if (_end - _next < HeaderSize)
                {
                    break;
                }

                _chunkLeft = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_next));
                _next += HeaderSize;
                if (_length == 0)
                {
                    _start = _next;
                    if (_chunkLeft == 0)
                    {
                        continue;
                    }
                }

                if (_chunkLeft == 0)
                {
                    message = _buffer.AsMemory(_start, _length);
                    _length = 0;
                    return true;
                }

                if (_chunkLeft > largestMessage - _length)
                {
                    _isTooLarge = true;
                }
            }

            var taken = Math.Min(_chunkLeft, _end - _next);
            if (taken == 0 || _isTooLarge)
            {
                break;
            }

            if (_start + _length != _next)
            {
                Buffer.BlockCopy(_buffer, _next, _buffer, _start + _length, taken);
            }

            _length += taken;
            _next += taken;
            _chunkLeft -= taken;
        }

        message = default;
        return false;
    }

    /// <summary>Reads more from the stream.</summary>
    /// <returns>False at its end.</returns>
    /// <exception cref="InvalidDataException">The message is larger than allowed.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_isTooLarge)
        {
            throw new InvalidDataException($"a message is larger than {largestMessage} bytes");
        }

        MakeRoom();
        _isFilling = true;
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _isFilling = false;
        _end += read;
        return read > 0;
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _start = _length = _next = _end = _chunkLeft = 0;
        if (buffer.Length > 0 && !_isFilling)
        {
            // A read that was given up may still write into the buffer: such a one is left to the garbage collector.
            // What it held are a customer's data, and the pool is shared.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private void MakeRoom()
    {
        if (!IsInsideMessage && _next == _end)
        {
            _start = _next = _end = 0;
            if (_buffer.Length > UsualSize * 8)
            {
                // One large message is no reason to hold its memory for the millions of small ones behind it.
                Exchange(UsualSize);
            }
        }
        else if (_end == _buffer.Length)
        {
            var kept = _length + (_end - _next);
            if (kept > _buffer.Length / 2)
            {
                Exchange((int)Math.Min((long)_buffer.Length * 2, Array.MaxLength));
            }
            else
            {
                Move(_buffer);
            }
        }
    }

    private void Exchange(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Move(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }

    private void Move(byte[] target)
    {
        Buffer.BlockCopy(_buffer, _start, target, 0, _length);
        Buffer.BlockCopy(_buffer, _next, target, _length, _end - _next);
        _end = _length + (_end - _next);
        _next = _length;
        _start = 0;
    }
}
