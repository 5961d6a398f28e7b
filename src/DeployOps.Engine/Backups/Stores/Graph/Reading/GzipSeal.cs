using DeployOps.Engine.Backups.Stores.Graph.Export;

namespace DeployOps.Engine.Backups.Stores.Graph.Reading;

/// <summary>
/// Watches a gzip file pass by on its way to the reader that unpacks it. That one looks neither at all of the header nor at what may
/// follow the last block; both would let a changed file pass.
/// </summary>
internal sealed class GzipSeal(Stream inner) : Stream
{
    private const int HeaderSize = 10;
    private const int FooterSize = 8;
    private readonly byte[] _head = new byte[HeaderSize];
    private readonly byte[] _foot = new byte[FooterSize];
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads what is left, and compares header and footer with what unpacking gave.</summary>
    /// <exception cref="GraphExportDamagedException">They are others.</exception>
    public async Task VerifyAsync(uint crc, long unpacked, CancellationToken cancellationToken)
    {
        var rest = new byte[4096];
        while (await ReadAsync(rest, cancellationToken).ConfigureAwait(false) > 0)
        {
            // Only the last bytes count.
        }

        var isHeader = _head.AsSpan().SequenceEqual(GzipHeader.Bytes);
        var isFooter = BitConverter.ToUInt32(_foot, 0) == crc && BitConverter.ToUInt32(_foot, 4) == (uint)unpacked;
        if (!isHeader || !isFooter || _length < HeaderSize + FooterSize)
        {
            throw new GraphExportDamagedException("it is no whole gzip file as it was written");
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Watch(buffer.Span[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Watch(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        if (_length < HeaderSize)
        {
            var missing = Math.Min(HeaderSize - (int)_length, bytes.Length);
            bytes[..missing].CopyTo(_head.AsSpan((int)_length));
        }

        _length += bytes.Length;
        if (bytes.Length >= FooterSize)
        {
            bytes[^FooterSize..].CopyTo(_foot);
        }
        else if (!bytes.IsEmpty)
        {
            _foot.AsSpan(bytes.Length).CopyTo(_foot);
            bytes.CopyTo(_foot.AsSpan(FooterSize - bytes.Length));
        }
    }
}
