using System.Buffers;
using System.Threading.Channels;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>Hands bytes from an asynchronous writer to a reader on a thread of its own, a few chunks ahead at most.</summary>
internal sealed class ChunkStream : Stream
{
    private readonly Channel<(byte[] Bytes, int Length)> _chunks = Channel.CreateBounded<(byte[], int)>(new BoundedChannelOptions(8) { SingleReader = true, SingleWriter = true });
    private (byte[] Bytes, int Length) _chunk = ([], 0);
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Hands bytes over; they are copied.</summary>
    public ValueTask PostAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(copy);
        return _chunks.Writer.WriteAsync((copy, bytes.Length), cancellationToken);
    }

    /// <summary>Says that nothing more comes, or why not.</summary>
    public void Complete(Exception? failure = null) => _chunks.Writer.TryComplete(failure);

    /// <summary>Says that nothing more is read, so that the writer does not wait for ever.</summary>
    public void Abandon(Exception? failure) => _chunks.Writer.TryComplete(failure ?? new OperationCanceledException());

    public override int Read(Span<byte> buffer)
    {
        while (_at == _chunk.Length)
        {
            if (_chunk.Bytes.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_chunk.Bytes);
            }

            (_chunk, _at) = (([], 0), 0);

            // The reader has a thread of its own: waiting is what it is for.
            while (!_chunks.Reader.TryRead(out _chunk))
            {
                if (!_chunks.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
                {
                    _chunk = ([], 0);
                    return 0;
                }
            }
        }

        var length = Math.Min(buffer.Length, _chunk.Length - _at);
        _chunk.Bytes.AsSpan(_at, length).CopyTo(buffer);
        _at += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
