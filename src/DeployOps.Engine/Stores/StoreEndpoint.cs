using System.Net;
using System.Net.Sockets;

namespace DeployOps.Engine.Stores;

/// <summary>Where a connection is made to, when that is another place than the address of the store names: a published port, a tunnel.</summary>
/// <param name="Host">The name or address, an IPv6 address without its brackets.</param>
/// <param name="Port">The port.</param>
public sealed record StoreEndpoint(string Host, int Port)
{
    /// <summary>Host and port.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Connects within the token's time.</summary>
    /// <exception cref="SocketException">There is no connection.</exception>
    internal async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            EndPoint target = IPAddress.TryParse(Host, out var number) ? new IPEndPoint(number, Port) : new DnsEndPoint(Host, Port);
            // The wait is bounded here too: a name look-up of the operating system cannot be cancelled everywhere.
            await socket.ConnectAsync(target, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Why there is no connection, in words.</summary>
    internal static string ReasonOf(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "nothing listens on this port",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name is not known here",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "there is no way to it",
        SocketError.TimedOut => "it does not answer",
        SocketError.ConnectionReset or SocketError.ConnectionAborted => "the connection was cut",
        var code => $"the system says {code}",
    };
}
