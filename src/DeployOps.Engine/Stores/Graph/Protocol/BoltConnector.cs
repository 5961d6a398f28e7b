using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace DeployOps.Engine.Stores.Graph.Protocol;

/// <summary>Opens sessions over Bolt 4.4 and 5.0 to 5.8. One limit of time covers everything up to the login.</summary>
public sealed class BoltConnector : IGraphConnector
{
    /// <inheritdoc/>
    public async Task<IGraphSession> OpenAsync(
        GraphAddress address, GraphCredentials? credentials, GraphSessionOptions options, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.ConnectTimeout, options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        Stream? stream = null;
        try
        {
            stream = await ConnectAsync(address, both.Token).ConfigureAwait(false);
            stream = await ProtectAsync(address, stream, both.Token).ConfigureAwait(false);
            var version = await BoltHandshake.AgreeAsync(address, stream, both.Token).ConfigureAwait(false);
            var channel = new BoltChannel(address, stream, options) { UsesUtc = version.AlwaysUsesUtc };
            return await BoltLogin.OpenAsync(channel, version, credentials ?? address.Credentials ?? GraphCredentials.None, both.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            if (exception is OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new GraphTimeoutException(address, "take a connection and a login", options.ConnectTimeout, exception);
            }

            throw;
        }
    }

    private static async Task<Stream> ConnectAsync(GraphAddress address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            EndPoint target = IPAddress.TryParse(address.Host, out var number) ? new IPEndPoint(number, address.Port) : new DnsEndPoint(address.Host, address.Port);
            // The wait is bounded here too: a name look-up of the operating system cannot be cancelled everywhere.
            await socket.ConnectAsync(target, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception exception)
        {
            socket.Dispose();
            throw exception is SocketException failure ? new GraphServerUnreachableException(address, ReasonOf(failure), failure) : exception;
        }
    }

    private static async Task<Stream> ProtectAsync(GraphAddress address, Stream stream, CancellationToken cancellationToken)
    {
        if (address.Transport == GraphTransport.Plain)
        {
            return stream;
        }

        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            var options = new SslClientAuthenticationOptions { TargetHost = address.Host };
            if (address.Transport == GraphTransport.TlsWithAnyCertificate)
            {
                options.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null;
            }

            await secure.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw exception is AuthenticationException or IOException ? new GraphTlsException(address, exception) : exception;
        }
    }

    private static string ReasonOf(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "nothing listens on this port",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name is not known here",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "there is no way to it",
        SocketError.TimedOut => "it does not answer",
        var code => $"the system says {code}",
    };
}
