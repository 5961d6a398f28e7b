using System.Net.Sockets;
using Shop.Backend.Configuration;
using Shop.Backend.Sockets;

namespace Shop.Backend.Redis;

/// <summary>Commands with an end: each has a timeout, and every failure is a <see cref="RedisException"/>.</summary>
internal sealed class RedisClient(Settings settings) : IAsyncDisposable
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(3);

    private readonly ConnectionPool<RespConnection> _pool = new(cancellation => RespConnection.OpenAsync(new Uri(settings.RedisUrl), cancellation));

    public Task<object?> SendAsync(CancellationToken cancellation, params string[] command) =>
        SendAsync(CommandTimeout, cancellation, command);

    public async Task<object?> SendAsync(TimeSpan timeout, CancellationToken cancellation, params string[] command)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            return await _pool.UseAsync((connection, token) => connection.SendAsync(command, token), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RedisException($"{command[0]} had no answer within {timeout.TotalMilliseconds} ms");
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            throw new RedisException($"{command[0]} failed: no connection", error);
        }
    }

    public async Task<string?> GetAsync(string key, CancellationToken cancellation) =>
        await SendAsync(cancellation, "GET", key) as string;

    public async Task<long> LengthAsync(string list, CancellationToken cancellation) =>
        await SendAsync(cancellation, "LLEN", list) is long length ? length : 0;

    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
