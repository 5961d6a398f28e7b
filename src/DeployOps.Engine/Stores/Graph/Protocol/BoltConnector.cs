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
            stream = await ConnectAsync(address, options.Endpoint ?? new StoreEndpoint(address.Host, address.Port), both.Token).ConfigureAwait(false);
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

    private static async Task<Stream> ConnectAsync(GraphAddress address, StoreEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            return new NetworkStream(await endpoint.ConnectAsync(cancellationToken).ConfigureAwait(false), ownsSocket: true);
        }
        catch (SocketException failure)
        {
            throw new GraphServerUnreachableException(address, StoreEndpoint.ReasonOf(failure), failure);
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
}
