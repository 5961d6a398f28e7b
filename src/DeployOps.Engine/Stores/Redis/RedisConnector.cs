using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using DeployOps.Engine.Stores.Redis.Protocol;

namespace DeployOps.Engine.Stores.Redis;

/// <summary>Opens connections over TCP, with TLS where the address says so. One limit of time covers everything up to the login.</summary>
public sealed class RedisConnector : IRedisConnector
{
    /// <inheritdoc/>
    public async Task<IRedisConnection> OpenAsync(RedisAddress address, RedisOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        using var timer = new CancellationTokenSource(options.ConnectTimeout, options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        Stream? stream = null;
        try
        {
            stream = await ConnectAsync(address, options, both.Token).ConfigureAwait(false);
            stream = await ProtectAsync(address, stream, options, both.Token).ConfigureAwait(false);
            var connection = new RedisConnection(address, stream, options);
            await RedisLogin.RunAsync(connection, options, both.Token).ConfigureAwait(false);
            return connection;
        }
        catch (Exception failure)
        {
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            if (failure is OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new RedisTimeoutException(address, "the connection and the login", options.ConnectTimeout, failure);
            }

            throw;
        }
    }

    private static async Task<Stream> ConnectAsync(RedisAddress address, RedisOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var endpoint = options.Endpoint ?? new StoreEndpoint(address.Host, address.Port);
            return new NetworkStream(await endpoint.ConnectAsync(cancellationToken).ConfigureAwait(false), ownsSocket: true);
        }
        catch (SocketException failure)
        {
            throw new RedisUnreachableException(address, StoreEndpoint.ReasonOf(failure), failure);
        }
    }

    private static async Task<Stream> ProtectAsync(RedisAddress address, Stream stream, RedisOptions options, CancellationToken cancellationToken)
    {
        if (!address.UsesTls)
        {
            return stream;
        }

        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        var rules = new SslClientAuthenticationOptions { TargetHost = address.Host };
        if (address.TakesAnyCertificate)
        {
            rules.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null;
        }
        else if (options.TrustedAuthorities is { } authorities)
        {
            rules.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            rules.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        try
        {
            await secure.AuthenticateAsClientAsync(rules, cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw new RedisTlsException(address, failure);
        }
    }
}
