using System.Buffers;
using System.Threading.Channels;

namespace DeployOps.Engine.Redaction;

/// <summary>Copies one stream into another, masked: one task reads ahead, one searches, and writes overlap with both.</summary>
internal sealed class RedactingCopy
{
    private const int PiecesAhead = 3;

    private readonly Redactor _redactor;
    private readonly Stream _from;
    private readonly Stream _to;

    /// <summary>Prepares a copy.</summary>
    /// <param name="redactor">What is masked.</param>
    /// <param name="from">The stream to read.</param>
    /// <param name="to">The stream to write.</param>
    public RedactingCopy(Redactor redactor, Stream from, Stream to)
    {
        _redactor = redactor;
        _from = from;
        _to = to;
    }

    /// <summary>Copies to the end.</summary>
    /// <param name="cancellationToken">Ends the copy between two pieces.</param>
    /// <returns>A task that ends when all is written and flushed.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var window = new RedactionWindow(_redactor);
        var full = Channel.CreateBounded<(byte[] Bytes, int Length)>(PiecesAhead);
        var empty = Channel.CreateBounded<byte[]>(PiecesAhead);
        for (var piece = 0; piece < PiecesAhead; piece++)
        {
            empty.Writer.TryWrite(new byte[window.Headroom + RedactionWindow.ChunkSize]);
        }

        var reading = Task.Run(() => ReadAsync(full.Writer, empty.Reader, window.Headroom, stop.Token), CancellationToken.None);
        try
        {
            await WriteAsync(window, full.Reader, empty.Writer, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A failure of the source reaches the caller through the channel, with its own type and stack.
    private async Task ReadAsync(
        ChannelWriter<(byte[] Bytes, int Length)> full, ChannelReader<byte[]> empty, int headroom, CancellationToken cancellationToken)
    {
        try
        {
            var length = -1;
            while (length != 0)
            {
                var bytes = await empty.ReadAsync(cancellationToken).ConfigureAwait(false);
                length = await _from.ReadAsync(bytes.AsMemory(headroom, RedactionWindow.ChunkSize), cancellationToken).ConfigureAwait(false);
                await full.WriteAsync((bytes, length), cancellationToken).ConfigureAwait(false);
            }

            full.Complete();
        }
        catch (Exception failure)
        {
            full.Complete(failure);
            throw;
        }
    }

    private async Task WriteAsync(
        RedactionWindow window, ChannelReader<(byte[] Bytes, int Length)> full, ChannelWriter<byte[]> empty, CancellationToken cancellationToken)
    {
        var (output, written) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        var writing = Task.CompletedTask;
        await foreach (var (bytes, length) in full.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var free = window.Take(bytes, length);
            output.ResetWrittenCount();
            window.Drain(output, length == 0 ? RedactionWindow.Extent.Everything : RedactionWindow.Extent.Certain);
            empty.TryWrite(free);
            await writing.ConfigureAwait(false);
            writing = _to.WriteAsync(output.WrittenMemory, cancellationToken).AsTask();
            (output, written) = (written, output);
        }

        await writing.ConfigureAwait(false);
        await _to.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
