using System.Net.Sockets;
using Shop.Backend.Configuration;
using Shop.Backend.Sockets;

namespace Shop.Backend.Graph;

/// <summary>Statements with an end: each has a timeout, and every failure is a <see cref="GraphException"/>.</summary>
internal sealed class GraphClient(Settings settings) : IAsyncDisposable
{
    private static readonly TimeSpan StatementTimeout = TimeSpan.FromSeconds(5);

    private readonly ConnectionPool<BoltConnection> _pool = new(cancellation =>
        BoltConnection.OpenAsync(new Uri(settings.GraphUri), settings.GraphUser, settings.GraphPassword, cancellation));

    public Task<List<object?[]>> RunAsync(
        string statement, IReadOnlyDictionary<string, object?>? parameters, CancellationToken cancellation) =>
        RunAsync(StatementTimeout, statement, parameters, cancellation);

    public async Task<List<object?[]>> RunAsync(
        TimeSpan timeout, string statement, IReadOnlyDictionary<string, object?>? parameters, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            return await _pool.UseAsync((connection, token) => connection.RunAsync(statement, parameters, token), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new GraphException($"The graph server had no answer within {timeout.TotalMilliseconds} ms");
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            throw new GraphException("There is no connection to the graph server", error);
        }
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
