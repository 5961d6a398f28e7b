namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>
/// Gives a gzip file the same header on every system: no name, no time, no system. A reader can then tell any change of it, which
/// the format itself does not protect.
/// </summary>
internal sealed class GzipHeader(Stream inner) : Stream
{
    private const int FirstFree = 8;
    private int _position;

    /// <summary>The header (RFC 1952): magic, deflate, no flags, no time, no hint, unknown system.</summary>
    public static ReadOnlySpan<byte> Bytes => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await inner.WriteAsync(Fixed(buffer), cancellationToken).ConfigureAwait(false);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(Fixed(buffer.AsMemory(offset, count)).Span);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private ReadOnlyMemory<byte> Fixed(ReadOnlyMemory<byte> bytes)
    {
        if (_position >= Bytes.Length)
        {
            return bytes;
        }

        var changed = bytes.ToArray();
        for (var index = 0; index < changed.Length && _position < Bytes.Length; index++, _position++)
        {
            changed[index] = _position >= FirstFree ? Bytes[_position] : changed[index];
        }

        return changed;
    }
}
