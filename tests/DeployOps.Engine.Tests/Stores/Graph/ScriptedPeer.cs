using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>A server on this machine's loopback that does what a test tells it to, one script a connection.</summary>
internal sealed class ScriptedPeer : IAsyncDisposable
{
    private static readonly TimeSpan LongestScript = TimeSpan.FromMinutes(2);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new(LongestScript);
    private readonly Task _scripts;

    public ScriptedPeer(params Func<ScriptedConnection, Task>[] scripts)
    {
        _listener.Start();
        Address = GraphAddress.Parse($"bolt://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _scripts = Task.Run(async () =>
        {
            foreach (var script in scripts)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                client.NoDelay = true;
                await script(new ScriptedConnection(client.GetStream(), _end.Token));
            }
        });
    }

    public GraphAddress Address { get; }

    /// <summary>Waits for the scripts to end and throws what went wrong in them.</summary>
    public Task EndAsync() => _scripts;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _scripts.ContinueWith(static _ => { }, TaskScheduler.Default);
        _end.Dispose();
    }
}
