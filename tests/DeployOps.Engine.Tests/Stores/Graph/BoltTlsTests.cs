using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

public sealed class BoltTlsTests
{
    private static readonly GraphSessionOptions Options = new() { ConnectTimeout = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task A_self_signed_server_is_taken_with_ssc_only()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var server = ServeAsync(listener, connections: 3);

        await using (var session = await OpenAsync($"bolt+ssc://127.0.0.1:{port}"))
        {
            Assert.Equal("Neo4j/5.26.0", session.ServerAgent);
        }

        var failure = await Assert.ThrowsAsync<GraphTlsException>(() => OpenAsync($"neo4j+s://localhost:{port}"));
        Assert.Equal("GraphTlsFailed", failure.ErrorId);
        // Without TLS, such a server says so in its own way or hangs up.
        var plain = await Assert.ThrowsAnyAsync<DeployOpsException>(() => OpenAsync($"bolt://127.0.0.1:{port}"));
        Assert.True(plain is GraphProtocolException or GraphConnectionLostException, plain.ErrorId);
        await server;
    }

    [Fact]
    public async Task A_server_without_TLS_is_named()
    {
        await using var peer = new ScriptedPeer(connection => connection.RawAsync([0, 0, 0, 0]), connection => connection.RawAsync("HTTP/1.1 400 Bad Request"u8.ToArray()));
        await Assert.ThrowsAsync<GraphTlsException>(() => OpenAsync($"bolt+ssc://127.0.0.1:{peer.Address.Port}"));
        await Assert.ThrowsAsync<GraphTlsException>(() => OpenAsync($"bolt+s://127.0.0.1:{peer.Address.Port}"));
    }

    [Fact]
    public async Task A_TLS_handshake_without_end_is_a_timeout()
    {
        await using var peer = new ScriptedPeer(connection => connection.HangUpAsync());
        var options = new GraphSessionOptions { ConnectTimeout = TimeSpan.FromMilliseconds(300) };
        await Assert.ThrowsAsync<GraphTimeoutException>(
            () => new BoltConnector().OpenAsync(GraphAddress.Parse($"bolt+s://127.0.0.1:{peer.Address.Port}"), null, options, CancellationToken.None));
    }

    private static Task<IGraphSession> OpenAsync(string uri) => new BoltConnector().OpenAsync(GraphAddress.Parse(uri), null, Options, CancellationToken.None);

    private static async Task ServeAsync(TcpListener listener, int connections)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        for (var connection = 0; connection < connections; connection++)
        {
            using var client = await listener.AcceptTcpClientAsync(end.Token);
            await using var secure = new SslStream(client.GetStream());
            try
            {
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, end.Token);
                var script = new ScriptedConnection(secure, end.Token);
                await script.LogInAsync();
                await script.HangUpAsync();
            }
            catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client did not go on: that is what is tested.
            }
        }
    }
}
