using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Stores;

namespace DeployOps.Integration.Tests.Backups.Graph;

/// <summary>A network that is cut after a number of bytes from the server.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public CuttingProxy(string host, int port, long bytes)
    {
        _listener.Start();
        Endpoint = new StoreEndpoint("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        _work = Task.Run(async () =>
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            using var server = new TcpClient();
            await server.ConnectAsync(host, port, _end.Token);
            var up = client.GetStream().CopyToAsync(server.GetStream(), _end.Token);
            var buffer = new byte[8192];
            for (var left = bytes; left > 0;)
            {
                var read = await server.GetStream().ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), _end.Token);
                if (read == 0)
                {
                    break;
                }

                await client.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
                left -= read;
            }

            client.Client.Close();
            server.Client.Close();
            await up.ContinueWith(static _ => { }, TaskScheduler.Default);
        });
    }

    public StoreEndpoint Endpoint { get; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _work.ContinueWith(static _ => { }, TaskScheduler.Default);
        _end.Dispose();
    }
}
