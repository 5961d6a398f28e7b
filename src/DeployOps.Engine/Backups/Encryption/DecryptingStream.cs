using System.Security.Cryptography;

namespace DeployOps.Engine.Backups.Encryption;

/// <summary>Reads chunk by chunk. Nothing of a chunk is given before its tag was found right; that the file ends where it should shows with the last one.</summary>
internal sealed class DecryptingStream(Stream source, AesGcm cipher, byte[] associated, SetFileHeader header, string fileName) : Stream
{
    private readonly byte[] _plain = new byte[header.ChunkBytes];

    // One byte more than a chunk: when it can be read, the chunk is not the last.
    private readonly byte[] _sealed = new byte[header.ChunkBytes + SetFileFormat.TagBytes + 1];
    private int _held;
    private int _filled;
    private int _given;
    private uint _number;
    private bool _isAtEnd;
    private bool _isDisposed;
    private EncryptedFileDamagedException? _damage;

    /// <inheritdoc/>
    public override bool CanRead => !_isDisposed;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        while (NeedsChunk(buffer.Length))
        {
            Open(source.ReadAtLeast(_sealed.AsSpan(_held), _sealed.Length - _held, throwOnEndOfStream: false));
        }

        return Give(buffer);
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        while (NeedsChunk(buffer.Length))
        {
            Open(await source.ReadAtLeastAsync(_sealed.AsMemory(_held), _sealed.Length - _held, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false));
        }

        return Give(buffer.Span);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            cipher.Dispose();
            CryptographicOperations.ZeroMemory(_plain);
        }

        base.Dispose(disposing);
    }

    private bool NeedsChunk(int wanted) => _damage is null ? wanted > 0 && _given == _filled && !_isAtEnd : throw _damage;

    private int Give(Span<byte> buffer)
    {
        var given = Math.Min(buffer.Length, _filled - _given);
        _plain.AsSpan(_given, given).CopyTo(buffer);
        _given += given;
        return given;
    }

    private void Open(int read)
    {
        (_given, _filled) = (0, 0);
        var there = _held + read;
        var isLast = there < _sealed.Length;
        var length = (isLast ? there : there - 1) - SetFileFormat.TagBytes;

        // Only an empty file has an empty chunk: there is one way to write a content, and no second one is read.
        if (length < 0 || (length == 0 && _number > 0))
        {
            throw Damaged();
        }

        Span<byte> nonce = stackalloc byte[SetFileFormat.NonceBytes];
        SetFileFormat.WriteNonce(header.Prefix, _number, isLast, nonce);
        try
        {
            cipher.Decrypt(nonce, _sealed.AsSpan(0, length), _sealed.AsSpan(length, SetFileFormat.TagBytes), _plain.AsSpan(0, length), associated);
        }
        catch (CryptographicException)
        {
            throw Damaged();
        }

        _filled = length;
        _isAtEnd = isLast;
        if (!isLast)
        {
            _sealed[0] = _sealed[^1];
            _held = 1;
            _number = checked(_number + 1);
        }
    }

    // It stays damaged: a reader that swallows the failure is not given the rest.
    private EncryptedFileDamagedException Damaged()
    {
        CryptographicOperations.ZeroMemory(_plain);
        var from = (long)_number << header.ChunkExponent;
        return _damage = new EncryptedFileDamagedException(fileName, $"bytes after position {from} of its content were changed, are missing, or were added");
    }
}
