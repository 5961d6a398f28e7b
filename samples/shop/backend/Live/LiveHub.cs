using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Shop.Backend.Errors;
using Shop.Backend.Logging;

namespace Shop.Backend.Live;

/// <summary>Open WebSockets: greets each, echoes what it sends, and tells all of them what happened.</summary>
internal sealed class LiveHub(IHostApplicationLifetime lifetime, ILogger<LiveHub> logger)
{
    private const int LargestMessage = 16 * 1024;

    private readonly ConcurrentDictionary<Guid, Client> _clients = new();

    public int Count => _clients.Count;

    public async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new ApiException(426, "upgrade_required", "This route speaks WebSocket only");
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var client = new Client(socket);
        var id = Guid.NewGuid();
        _clients[id] = client;
        try
        {
            await client.SendAsync(new { Type = "hello", TraceId = CorrelationId.Current }, ending.Token);
            await EchoAsync(client, ending.Token);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            logger.LogDebug(error, "A WebSocket ended");
        }
        finally
        {
            _clients.TryRemove(id, out _);
        }
    }

    public async Task PublishAsync(string type, string subject)
    {
        foreach (var client in _clients.Values)
        {
            try
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                await client.SendAsync(new { Type = type, Subject = subject }, limit.Token);
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                logger.LogDebug(error, "A WebSocket did not take an event");
            }
        }
    }

    private static async Task EchoAsync(Client client, CancellationToken cancellation)
    {
        var buffer = new byte[LargestMessage];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await client.Socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
                length += received.Count;
            }
            while (!received.EndOfMessage && length < buffer.Length);

            if (received.MessageType == WebSocketMessageType.Close)
            {
                await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
                return;
            }

            if (!received.EndOfMessage)
            {
                await client.Socket.CloseAsync(WebSocketCloseStatus.MessageTooBig, null, cancellation);
                return;
            }

            await client.SendAsync(new { Type = "echo", Text = System.Text.Encoding.UTF8.GetString(buffer, 0, length) }, cancellation);
        }
    }

    private sealed class Client(WebSocket socket) : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1);

        public WebSocket Socket => socket;

        public async Task SendAsync(object message, CancellationToken cancellation)
        {
            await _turn.WaitAsync(cancellation);
            try
            {
                var bytes = JsonSerializer.SerializeToUtf8Bytes(message, Json.Options);
                await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancellation);
            }
            finally
            {
                _turn.Release();
            }
        }

        public void Dispose() => _turn.Dispose();
    }
}
