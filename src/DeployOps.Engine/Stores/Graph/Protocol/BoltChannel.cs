using System.Net.Sockets;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Stores.Graph.Protocol;

/// <summary>
/// Sends and receives whole messages within their limits of time. Whatever goes wrong on the way, and every cancellation, closes
/// the connection: after half a message there is nothing to go on with.
/// </summary>
internal sealed class BoltChannel(GraphAddress address, Stream stream, GraphSessionOptions options) : IAsyncDisposable
{
    private readonly BoltInput _input = new(stream, options.LargestMessage);
    private readonly BoltOutput _output = new();

    public GraphAddress Address => address;

    public TimeProvider Time => options.Time;

    public TimeSpan AnswerTimeout => options.AnswerTimeout;

    public bool IsOpen { get; private set; } = true;

    /// <summary>Whether points in time travel in UTC.</summary>
    public bool UsesUtc { get; set; }

    /// <summary>The longest silence that the server allows itself; null when it did not say.</summary>
    public TimeSpan? LongestSilence { get; set; }

    /// <summary>Sends a message.</summary>
    /// <exception cref="PackStreamFormatException">A field cannot be packed; nothing was sent.</exception>
    public async Task SendAsync(byte tag, CancellationToken cancellationToken, params object?[] fields)
    {
        DemandOpen();
        var chunks = _output.Pack(tag, UsesUtc, fields);
        try
        {
            await WithinAsync(options.AnswerTimeout, "take a request", async limited =>
            {
                await stream.WriteAsync(chunks, limited).ConfigureAwait(false);
                await stream.FlushAsync(limited).ConfigureAwait(false);
                return true;
            }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _output.Forget();
        }
    }

    /// <summary>The next message; valid until the next call.</summary>
    public ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken)
    {
        DemandOpen();
        return TryReceive(out var message) ? ValueTask.FromResult(message) : WaitAsync(cancellationToken);
    }

    /// <summary>The next message, when all of it has arrived; valid until the next call.</summary>
    public bool TryReceive(out ReadOnlyMemory<byte> message) => _input.TryTake(out message);

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!IsOpen)
        {
            return;
        }

        IsOpen = false;
        await stream.DisposeAsync().ConfigureAwait(false);
        _input.Dispose();
    }

    /// <summary>Says that the server broke the rules, and closes the connection.</summary>
    public async Task<GraphProtocolException> BrokenAsync(string reason, Exception? innerException = null)
    {
        await DisposeAsync().ConfigureAwait(false);
        return new GraphProtocolException(address, reason, innerException);
    }

    private async ValueTask<ReadOnlyMemory<byte>> WaitAsync(CancellationToken cancellationToken)
    {
        var started = options.Time.GetTimestamp();
        try
        {
            while (true)
            {
                var left = options.AnswerTimeout - options.Time.GetElapsedTime(started);
                var isSilenceShorter = LongestSilence < left;
                var limit = isSilenceShorter ? LongestSilence!.Value : left;
                var what = isSilenceShorter ? "give a sign of life, as often as it announced," : "answer";
                if (!await WithinAsync(limit, what, _input.FillAsync, cancellationToken, isSilenceShorter ? limit : options.AnswerTimeout).ConfigureAwait(false))
                {
                    throw new GraphConnectionLostException(address);
                }

                if (_input.TryTake(out var message))
                {
                    return message;
                }
            }
        }
        catch (InvalidDataException exception)
        {
            throw await BrokenAsync(exception.Message, exception).ConfigureAwait(false);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<T> WithinAsync<T>(
        TimeSpan limit, string what, Func<CancellationToken, ValueTask<T>> act, CancellationToken cancellationToken, TimeSpan? named = null)
    {
        using var timer = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await act(both.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            await DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw timer.IsCancellationRequested
                ? new GraphTimeoutException(address, what, named ?? limit, exception)
                : new GraphConnectionLostException(address, exception);
        }
    }

    private void DemandOpen()
    {
        if (!IsOpen)
        {
            throw new GraphConnectionLostException(address);
        }
    }
}
