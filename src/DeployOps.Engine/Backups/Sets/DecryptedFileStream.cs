namespace DeployOps.Engine.Backups.Sets;

/// <summary>
/// A decrypted file. A cipher may stop at its own end mark, so the end of what it gives is only believed when the file itself was read to its end, its
/// hash compared, and the size of what came out is the one that went in.
/// </summary>
internal sealed class DecryptedFileStream(Stream proven, Stream decrypted, string setId, BackupFile file) : ReadingStream
{
    private long _read;
    private bool _isAtEnd;

    public override int Read(Span<byte> buffer)
    {
        var read = decrypted.Read(buffer);
        _read += read;
        if (read == 0 && buffer.Length > 0 && !_isAtEnd)
        {
            var rest = new byte[4096];
            while (proven.Read(rest) > 0)
            {
                // What lies behind the cipher's end is hashed too.
            }

            DemandSize();
        }

        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await decrypted.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _read += read;
        if (read == 0 && buffer.Length > 0 && !_isAtEnd)
        {
            await proven.CopyToAsync(Null, cancellationToken).ConfigureAwait(false);
            DemandSize();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decrypted.Dispose();
            proven.Dispose();
        }

        base.Dispose(disposing);
    }

    private void DemandSize()
    {
        if (_read != file.ContentBytes)
        {
            throw new BackupFileDamagedException(setId, file.Name, FormattableString.Invariant($"it holds {_read} bytes decrypted, and {file.ContentBytes} were written"));
        }

        _isAtEnd = true;
    }
}
