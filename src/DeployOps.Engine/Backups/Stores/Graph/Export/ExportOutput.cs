using System.Buffers;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>
/// Hashes and writes what an export is made of. It does so beside the reading of the rows, in a few blocks that are used again, so that
/// a slow disk stops the reading instead of filling the memory.
/// </summary>
internal sealed class ExportOutput : IAsyncDisposable
{
    private const int BlockSize = 128 * 1024;
    private const int Blocks = 8;
    private readonly Channel<ArraySegment<byte>> _blocks = Channel.CreateBounded<ArraySegment<byte>>(new BoundedChannelOptions(Blocks) { SingleReader = true, SingleWriter = true });
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream _stream;
    private readonly Task _writing;
    private readonly CancellationTokenSource _end;
    private byte[] _block = ArrayPool<byte>.Shared.Rent(BlockSize);
    private int _length;

    public ExportOutput(Stream stream, CancellationToken cancellationToken)
    {
        _stream = stream;
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _writing = Task.Run(WriteAsync, CancellationToken.None);
    }

    /// <summary>Takes bytes over.</summary>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, BlockSize - _length);
            bytes[..taken].CopyTo(_block.AsMemory(_length));
            _length += taken;
            bytes = bytes[taken..];
            if (_length == BlockSize)
            {
                await PassOnAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes everything out.</summary>
    /// <returns>The SHA-256 of everything that was added.</returns>
    public async Task<string> EndAsync()
    {
        await PassOnAsync().ConfigureAwait(false);
        _blocks.Writer.Complete();
        await _writing.ConfigureAwait(false);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public async ValueTask DisposeAsync()
    {
        _blocks.Writer.TryComplete();
        await _end.CancelAsync().ConfigureAwait(false);
        await _writing.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(_block, clearArray: true);
        _block = [];
        _hash.Dispose();
        _end.Dispose();
    }

    private async ValueTask PassOnAsync()
    {
        if (_writing.IsFaulted)
        {
            await _writing.ConfigureAwait(false);
        }

        try
        {
            await _blocks.Writer.WriteAsync(new ArraySegment<byte>(_block, 0, _length), _end.Token).ConfigureAwait(false);
        }
        catch (ChannelClosedException exception)
        {
            // What stopped the writing says more than that it stopped.
            throw exception.InnerException ?? exception;
        }

        _block = ArrayPool<byte>.Shared.Rent(BlockSize);
        _length = 0;
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var block in _blocks.Reader.ReadAllAsync(_end.Token).ConfigureAwait(false))
            {
                _hash.AppendData(block);
                await _stream.WriteAsync(block, _end.Token).ConfigureAwait(false);
                ArrayPool<byte>.Shared.Return(block.Array!, clearArray: true);
            }
        }
        catch (Exception exception)
        {
            _blocks.Writer.TryComplete(exception);
            throw;
        }
    }
}
