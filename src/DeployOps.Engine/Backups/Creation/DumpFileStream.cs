using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>What a store writes a file of its dump into: counted, encrypted when the set is, hashed and written.</summary>
/// <param name="file">The file.</param>
/// <param name="encrypting">Encrypts into the file; <see langword="null"/> when the set is not encrypted.</param>
/// <param name="onBytes">Is told how many more bytes the store wrote.</param>
internal sealed class DumpFileStream(HashingFile file, Stream? encrypting, Action<long> onBytes) : WritingStream
{
    private bool _hasFailed;
    private bool _isEnded;

    /// <summary>The bytes that the store wrote.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>Whether it was written to its end and is on the disk.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Why the file could not be written; <see langword="null"/> when it could.</summary>
    public DeployOpsException? Failure => file.Failure;

    /// <summary>The file as the manifest names it.</summary>
    public BackupFile AsBackupFile(string name) => new(name, file.Bytes, file.Sha256, ContentBytes);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        try
        {
            (encrypting ?? file).Write(buffer);
        }
        catch
        {
            _hasFailed = true;
            throw;
        }

        Count(buffer.Length);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        try
        {
            await (encrypting ?? file).WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _hasFailed = true;
            throw;
        }

        Count(buffer.Length);
    }

    public override async ValueTask DisposeAsync()
    {
        if (BeginsEnd())
        {
            if (encrypting is not null)
            {
                await encrypting.DisposeAsync().ConfigureAwait(false);
            }

            await file.EndAsync().ConfigureAwait(false);
            IsWhole = true;
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && BeginsEnd())
        {
            encrypting?.Dispose();
            file.End();
            IsWhole = true;
        }

        base.Dispose(disposing);
    }

    // A stream whose write failed has no end to write; the failure is already on its way to whoever wrote.
    private bool BeginsEnd()
    {
        if (_isEnded)
        {
            return false;
        }

        _isEnded = true;
        if (_hasFailed)
        {
            file.Dispose();
        }

        return !_hasFailed;
    }

    private void Count(int bytes)
    {
        ContentBytes += bytes;
        onBytes(bytes);
    }
}
