using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Routes;

/// <summary>A port on the loopback whose connections lead into a container, each through a <c>docker exec</c> of its own.</summary>
internal sealed class ContainerTunnel : IAsyncDisposable
{
    // A backup's connection may live for hours; a forgotten one must not live for ever.
    private static readonly TimeSpan LongestConnection = TimeSpan.FromHours(24);

    private readonly IDuplexProcesses _processes;
    private readonly string _container;
    private readonly TunnelProgram _program;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Task _accepting;

    public ContainerTunnel(IDuplexProcesses processes, string container, TunnelProgram program)
    {
        (_processes, _container, _program) = (processes, container, program);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        await _end.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_connections.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var socket = await _listener.AcceptSocketAsync(_end.Token).ConfigureAwait(false);
            var connection = JoinAsync(socket);
            _connections[connection] = true;
            _ = connection.ContinueWith(ended => _connections.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task JoinAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            // No secret is among the arguments: what is said goes through standard input.
            var process = _processes.StartDuplex(new ProcessRequest
            {
                FileName = "docker",
                Arguments = ["container", "exec", "--interactive", _container, .. _program.Command],
                Timeout = LongestConnection,
            });
            await using (process.ConfigureAwait(false))
            {
                await TunnelFlow.JoinAsync(socket, process.Input, process.Output, _program.PassesHalfClose, _end.Token).ConfigureAwait(false);
            }
        }
    }
}
