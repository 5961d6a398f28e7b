using System.Buffers;

namespace DeployOps.Engine.Redaction;

/// <summary>
/// A stream that masks what is written to it and passes it on. Between writes it holds back up to one piece of 256 KB.
/// <see cref="Flush"/> passes on everything but the beginning of a secret that the end of the text may be; disposing passes on all.
/// </summary>
/// <remarks>Not for two threads at once. Cannot be read or positioned.</remarks>
public sealed class RedactingStream : Stream
{
    private readonly Stream _inner;
    private readonly bool _leaveOpen;
    private readonly RedactionWindow _window;
    private readonly ArrayBufferWriter<byte> _output = new();
    private bool _disposed;

    /// <summary>Wraps a stream.</summary>
    /// <param name="redactor">What is masked.</param>
    /// <param name="inner">The stream that receives the masked bytes.</param>
    /// <param name="leaveOpen">Whether disposing leaves the inner stream open.</param>
    public RedactingStream(Redactor redactor, Stream inner, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(redactor);
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        _leaveOpen = leaveOpen;
        _window = new RedactionWindow(redactor);
    }

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => !_disposed;

    /// <summary>Not supported.</summary>
    public override long Length => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (buffer.Length > 0)
        {
            Take(ref buffer);
            PassOn();
        }
    }

    /// <inheritdoc />
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc />
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (buffer.Length > 0)
        {
            buffer = Take(buffer);
            await PassOnAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Passes on all bytes that cannot be the beginning of a secret, and flushes the inner stream. Never gives out the first half of
    /// a secret whose second half may follow.
    /// </summary>
    public override void Flush()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _window.Drain(_output, RedactionWindow.Extent.Visible);
        PassOn();
        _inner.Flush();
    }

    /// <summary>As <see cref="Flush"/>.</summary>
    /// <param name="cancellationToken">Ends the wait for the inner stream.</param>
    /// <returns>A task that ends when the inner stream is flushed.</returns>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _window.Drain(_output, RedactionWindow.Extent.Visible);
        await PassOnAsync(cancellationToken).ConfigureAwait(false);
        await _inner.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Not supported.</summary>
    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            _window.Drain(_output, RedactionWindow.Extent.Everything);
            await PassOnAsync(CancellationToken.None).ConfigureAwait(false);
            await _inner.FlushAsync().ConfigureAwait(false);
            if (!_leaveOpen)
            {
                await _inner.DisposeAsync().ConfigureAwait(false);
            }
        }

        await base.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _window.Drain(_output, RedactionWindow.Extent.Everything);
            PassOn();
            _inner.Flush();
            if (!_leaveOpen)
            {
                _inner.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void Take(ref ReadOnlySpan<byte> buffer)
    {
        var length = Math.Min(buffer.Length, RedactionWindow.ChunkSize);
        _window.Take(buffer[..length], _output);
        buffer = buffer[length..];
    }

    private ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> buffer)
    {
        var rest = buffer.Span;
        Take(ref rest);
        return buffer[^rest.Length..];
    }

    private void PassOn()
    {
        if (_output.WrittenCount > 0)
        {
            _inner.Write(_output.WrittenSpan);
            _output.ResetWrittenCount();
        }
    }

    private async ValueTask PassOnAsync(CancellationToken cancellationToken)
    {
        if (_output.WrittenCount > 0)
        {
            await _inner.WriteAsync(_output.WrittenMemory, cancellationToken).ConfigureAwait(false);
            _output.ResetWrittenCount();
        }
    }
}
