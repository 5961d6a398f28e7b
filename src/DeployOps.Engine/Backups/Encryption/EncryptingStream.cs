using System.Security.Cryptography;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>Writes chunk by chunk. A chunk is held until it is known whether another follows, because the last one is marked as such.</summary>
internal sealed class EncryptingStream(Stream target, AesGcm cipher, byte[] associated, SetFileHeader header) : Stream
{
    private readonly byte[] _plain = new byte[header.ChunkBytes];
    private readonly byte[] _sealed = new byte[header.ChunkBytes + SetFileFormat.TagBytes];
    private int _filled;
    private uint _number;
    private bool _isBroken;
    private bool _isEnded;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => !_isEnded;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        while (!buffer.IsEmpty)
        {
            if (_filled == _plain.Length)
            {
                var length = Seal(isLast: false);
                target.Write(_sealed, 0, length);
                _isBroken = false;
            }

            buffer = buffer[Take(buffer)..];
        }
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        while (!buffer.IsEmpty)
        {
            if (_filled == _plain.Length)
            {
                var length = Seal(isLast: false);
                await target.WriteAsync(_sealed.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
                _isBroken = false;
            }

            buffer = buffer[Take(buffer.Span)..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value]);

    /// <inheritdoc/>
    public override void Flush() => target.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            try
            {
                if (!_isBroken)
                {
                    var length = Seal(isLast: true);
                    await target.WriteAsync(_sealed.AsMemory(0, length)).ConfigureAwait(false);
                }
            }
            finally
            {
                Forget();
            }
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isEnded)
        {
            _isEnded = true;
            try
            {
                // After a failed write the file gets no end: it must not pass for a whole one, and the first failure is the one to show.
                if (!_isBroken)
                {
                    var length = Seal(isLast: true);
                    target.Write(_sealed, 0, length);
                }
            }
            finally
            {
                Forget();
            }
        }

        base.Dispose(disposing);
    }

    private int Take(ReadOnlySpan<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _plain.Length - _filled);
        buffer[..taken].CopyTo(_plain.AsSpan(_filled));
        _filled += taken;
        return taken;
    }

    // Broken until the chunk is written, so that a write that threw stays so.
    private int Seal(bool isLast)
    {
        if (_isBroken)
        {
            throw new InvalidOperationException("An earlier write failed; this file cannot go on.");
        }

        _isBroken = true;
        Span<byte> nonce = stackalloc byte[SetFileFormat.NonceBytes];
        SetFileFormat.WriteNonce(header.Prefix, _number, isLast, nonce);
        cipher.Encrypt(nonce, _plain.AsSpan(0, _filled), _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, SetFileFormat.TagBytes), associated);
        var length = _filled + SetFileFormat.TagBytes;
        _filled = 0;

        // A number is used once: 2^32 chunks of 64 KiB are 256 TiB.
        _number = isLast ? _number : checked(_number + 1);
        return length;
    }

    private void Forget()
    {
        cipher.Dispose();
        CryptographicOperations.ZeroMemory(_plain);
    }
}
