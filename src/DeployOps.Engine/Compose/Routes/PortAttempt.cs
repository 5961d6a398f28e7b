using System.Net;
using System.Net.Sockets;

namespace DeployOps.Engine.Compose.Routes;

/// <summary>How an address takes a connection.</summary>
internal enum PortAnswer
{
    /// <summary>It lets it in.</summary>
    Open,

    /// <summary>The machine answers that nothing listens there.</summary>
    Refused,

    /// <summary>Nothing comes back, or there is no way.</summary>
    Silent,
}

/// <summary>Tries an address with a connection that is closed at once.</summary>
internal static class PortAttempt
{
    public static async Task<PortAnswer> TryAsync(string host, int port, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!IPAddress.TryParse(host, out var address))
        {
            return PortAnswer.Silent;
        }

        using var timer = new CancellationTokenSource(timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), both.Token).ConfigureAwait(false);
            return PortAnswer.Open;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode == SocketError.ConnectionRefused ? PortAnswer.Refused : PortAnswer.Silent;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return PortAnswer.Silent;
        }
    }
}
