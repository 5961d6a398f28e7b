using System.Buffers;
using System.Security.Cryptography;
using System.Threading.Channels;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>
/// A file that is hashed while it is written. Hashing and writing are done beside the writer, so that a dump takes no longer than the server needs
/// to send it; a few pieces wait in between at most.
/// </summary>
internal sealed class HashingFile : WritingStream
{
    private const int PieceSize = 256 * 1024;
    private const int MostPieces = 8;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly Channel<ArraySegment<byte>> _pieces = Channel.CreateUnbounded<ArraySegment<byte>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _room = new(MostPieces);
    private readonly SemaphoreSlim _ended = new(0);
    private byte[] _piece = [];
    private int _filled;
    private volatile DeployOpsException? _failure;

    /// <summary>Makes the file.</summary>
    /// <exception cref="DeployOpsException">It cannot be made.</exception>
    public HashingFile(string path)
    {
        _path = path;
        try
        {
            _file = PrivateFileStream.Create(path, isAsynchronous: false);
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            throw SetFailures.Writing(path, failure);
        }

        _ = Task.Run(WorkAsync);
    }

    /// <summary>How many bytes are in it, once it has ended.</summary>
    public long Bytes { get; private set; }

    /// <summary>Its SHA-256, once it has ended.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Why it could not be written; <see langword="null"/> when it could.</summary>
    public DeployOpsException? Failure => _failure;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_filled == _piece.Length)
            {
                HandOver();
                _room.Wait(CancellationToken.None);
                Begin();
            }

            var taken = Math.Min(buffer.Length, _piece.Length - _filled);
            buffer[..taken].CopyTo(_piece.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_filled == _piece.Length)
            {
                HandOver();
                await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
                Begin();
            }

            var taken = Math.Min(buffer.Length, _piece.Length - _filled);
            buffer.Span[..taken].CopyTo(_piece.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    /// <summary>Ends it: what is left is written, and everything is on the disk.</summary>
    /// <exception cref="DeployOpsException">It could not be written.</exception>
    public void End()
    {
        Cease();
        _ended.Wait(CancellationToken.None);
        Demand();
    }

    /// <inheritdoc cref="End"/>
    public async Task EndAsync()
    {
        Cease();
        await _ended.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        Demand();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Cease();
        }

        base.Dispose(disposing);
    }

    private void Cease()
    {
        HandOver();
        _pieces.Writer.TryComplete();
    }

    private void Begin()
    {
        Demand();
        _piece = ArrayPool<byte>.Shared.Rent(PieceSize);
    }

    private void HandOver()
    {
        var (piece, filled) = (_piece, _filled);
        (_piece, _filled) = ([], 0);
        if (piece.Length > 0 && !_pieces.Writer.TryWrite(new ArraySegment<byte>(piece, 0, filled)))
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private void Demand()
    {
        if (_failure is { } failure)
        {
            throw failure;
        }
    }

    private async Task WorkAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await foreach (var piece in _pieces.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                // After a failure the pieces are only taken, so that the writer comes to see it.
                if (_failure is null)
                {
                    Try(() =>
                    {
                        hash.AppendData(piece);
                        _file.Write(piece);
                        Bytes += piece.Count;
                    });
                }

                ArrayPool<byte>.Shared.Return(piece.Array!);
                _room.Release();
            }

            if (_failure is null)
            {
                Try(() => _file.Flush(flushToDisk: true));
                Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            }
        }
        finally
        {
            Try(_file.Dispose);
            _ended.Release();
        }
    }

    // Whatever happens here, the writer must come to see it: nobody else takes the pieces.
    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure)
        {
            _failure ??= SetFailures.Writing(_path, failure);
        }
    }
}
