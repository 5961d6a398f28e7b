using System.Collections.Concurrent;

namespace Shop.Backend.Sockets;

internal interface IPooled : IAsyncDisposable
{
    /// <summary>False once an exchange broke off: what comes next on the wire is then unknown.</summary>
    bool Usable { get; }
}

/// <summary>Keeps a few open connections of one kind. A broken one is closed instead of being kept.</summary>
internal sealed class ConnectionPool<T>(Func<CancellationToken, Task<T>> open, int keep = 8) : IAsyncDisposable
    where T : class, IPooled
{
    private readonly ConcurrentBag<T> _idle = [];

    public async Task<TResult> UseAsync<TResult>(Func<T, CancellationToken, Task<TResult>> exchange, CancellationToken cancellation)
    {
        // A kept connection may have been closed by a restarted server: one second try, on a fresh connection.
        if (_idle.TryTake(out var kept))
        {
            try
            {
                return await RunAsync(kept, exchange, cancellation);
            }
            catch (IOException) when (!cancellation.IsCancellationRequested)
            {
                await DropIdleAsync();
            }
        }

        return await RunAsync(await open(cancellation), exchange, cancellation);
    }

    public async ValueTask DisposeAsync() => await DropIdleAsync();

    private async Task<TResult> RunAsync<TResult>(
        T connection, Func<T, CancellationToken, Task<TResult>> exchange, CancellationToken cancellation)
    {
        try
        {
            return await exchange(connection, cancellation);
        }
        finally
        {
            if (connection.Usable && _idle.Count < keep)
            {
                _idle.Add(connection);
            }
            else
            {
                await connection.DisposeAsync();
            }
        }
    }

    private async Task DropIdleAsync()
    {
        while (_idle.TryTake(out var connection))
        {
            await connection.DisposeAsync();
        }
    }
}
