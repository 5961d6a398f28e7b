using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>Servers that are gone, or were never there.</summary>
public sealed class BoltLostConnectionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_connection_that_is_cut_is_named_wherever_it_happens(int stage)
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            if (stage > 0)
            {
                await connection.ShakeHandsAsync(5, 4);
                await connection.ExpectAsync(0x01);
            }

            if (stage > 1)
            {
                await connection.SuccessAsync();
                await connection.ExpectAsync(0x6A);
                await connection.SuccessAsync();
                await connection.ExpectAsync(0x10);
                await connection.SuccessAsync(new() { ["fields"] = new[] { "x" } });
            }

            if (stage > 2)
            {
                await connection.ExpectAsync(0x3F);
                await connection.RecordAsync(1L);
                await connection.RawAsync(stage == 3 ? [] : [0, 50, 0xB1, 0x71]);
            }
        });

        await Assert.ThrowsAsync<GraphConnectionLostException>(async () =>
        {
            await using var session = await ScriptedSession.OpenAsync(peer);
            await session.ExecuteAsync(ScriptedSession.Query, CancellationToken.None);
        });
        await peer.EndAsync();
    }

    [Fact]
    public async Task A_closed_port_and_an_unknown_name_are_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        foreach (var address in new[] { $"bolt://127.0.0.1:{port}", $"bolt://graph.invalid:{port}" })
        {
            var failure = await Assert.ThrowsAsync<GraphServerUnreachableException>(
                () => new BoltConnector().OpenAsync(GraphAddress.Parse(address), GraphCredentials.Basic("u", "S3cr3t"), new GraphSessionOptions(), CancellationToken.None));
            Assert.Equal(FailureKind.Environment, failure.Kind);
            Assert.Contains(address, failure.Message, StringComparison.Ordinal);
        }
    }
}
