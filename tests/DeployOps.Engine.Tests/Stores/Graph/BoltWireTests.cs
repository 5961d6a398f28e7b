using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>The bytes on the wire, as the Bolt specification has them.</summary>
public sealed class BoltWireTests
{
    private static readonly GraphCredentials Login = GraphCredentials.Basic("user", "password");

    [Fact]
    public void The_handshake_offers_5_8_down_to_5_0_and_4_4() =>
        Assert.Equal(Packed.Hex("60 60 B0 17 00 08 08 05 00 00 04 04 00 00 00 00 00 00 00 00"), BoltHandshake.Request.ToArray());

    [Fact]
    public void A_message_is_cut_into_chunks_and_closed_by_an_empty_one()
    {
        var output = new BoltOutput();
        Assert.Equal(Packed.Hex("00 02 B0 0F 00 00"), output.Pack(BoltTag.Reset, true).ToArray());
        Assert.Equal(
            Packed.Hex("00 14 B3 10 8F 52 45 54 55 52 4E 20 31 20 41 53 20 6E 75 6D A0 A0 00 00"),
            output.Pack(BoltTag.Run, true, "RETURN 1 AS num", new Dictionary<string, object?>(), new Dictionary<string, object?>()).ToArray());
        Assert.Equal(Packed.Hex("00 06 B1 3F A1 81 6E FF 00 00"), output.Pack(BoltTag.Pull, true, new Dictionary<string, object?> { ["n"] = -1 }).ToArray());

        var large = output.Pack(BoltTag.Run, true, new string('x', 100_000)).ToArray();
        Assert.Equal([0xFF, 0xFF, 0xB1, 0x10, 0xD2, 0, 1, 0x86, 0xA0], large[..9]);
        Assert.Equal(100_000 + 7 + 2 + 2 + 2, large.Length);
        Assert.Equal((100_000 + 7 - 65_535, 0, 0), ((large[65_537] << 8) | large[65_538], large[^2], large[^1]));
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(5, 0)]
    public async Task Up_to_5_0_HELLO_carries_the_login(byte major, byte minor)
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            var offer = await connection.ShakeHandsAsync(major, minor);
            Assert.Equal(BoltHandshake.Request.ToArray(), offer);
            var hello = Assert.IsType<Dictionary<string, object?>>(Assert.Single(await connection.ExpectAsync(0x01)));
            Assert.Equal(("basic", "user", "password"), (hello["scheme"], hello["principal"], hello["credentials"]));
            Assert.StartsWith("DeployOps/", Assert.IsType<string>(hello["user_agent"]), StringComparison.Ordinal);
            Assert.Equal(major == 4, hello.ContainsKey("patch_bolt"));
            Assert.False(hello.ContainsKey("routing"));
            Assert.False(hello.ContainsKey("bolt_agent"));
            await connection.SuccessAsync(new() { ["server"] = "Neo4j/4.4.0", ["connection_id"] = "bolt-7" });
            await connection.HangUpAsync();
        });
        await using (var session = await OpenAsync(peer, Login))
        {
            Assert.Equal(("Neo4j/4.4.0", "bolt-7", new BoltVersion(major, minor)), (session.ServerAgent, session.ConnectionId, session.Version));
        }

        await peer.EndAsync();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(7, true)]
    [InlineData(8, true)]
    public async Task From_5_1_on_LOGON_carries_the_login(byte minor, bool namesAgent)
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.ShakeHandsAsync(5, minor);
            var hello = Assert.IsType<Dictionary<string, object?>>(Assert.Single(await connection.ExpectAsync(0x01)));
            Assert.Equal(namesAgent, hello.ContainsKey("bolt_agent"));
            Assert.DoesNotContain("scheme", hello.Keys);
            Assert.DoesNotContain("credentials", hello.Keys);
            await connection.SuccessAsync(new() { ["server"] = "Neo4j/5.26.0" });
            // The order matters to servers that read the login by its places.
            Assert.Equal(Packed.Hex("B1 6A A3 86 73 63 68 65 6D 65 85 62 61 73 69 63 89 70 72 69 6E 63 69 70 61 6C 84 75 73 65 72 8B 63 72 65 64 65 6E 74 69 61 6C 73 88 70 61 73 73 77 6F 72 64"), await connection.ReceiveBytesAsync());
            await connection.SuccessAsync();
            await connection.HangUpAsync();
        });
        await using (var session = await OpenAsync(peer, Login))
        {
            Assert.True(session.IsUsable);
            Assert.Null(session.ConnectionId);
        }

        await peer.EndAsync();
    }

    [Fact]
    public async Task Without_a_login_the_scheme_is_none_and_an_address_may_carry_one()
    {
        var schemes = new List<object?>();
        async Task TakeAsync(ScriptedConnection connection)
        {
            await connection.ShakeHandsAsync(5, 4);
            await connection.ExpectAsync(0x01);
            await connection.SuccessAsync();
            var login = Assert.IsType<Dictionary<string, object?>>(Assert.Single(await connection.ExpectAsync(0x6A)));
            schemes.AddRange([login["scheme"], login.GetValueOrDefault("credentials")]);
            await connection.SuccessAsync();
        }

        await using var peer = new ScriptedPeer(TakeAsync, TakeAsync);
        await using (await OpenAsync(peer, null))
        {
            // Opening is all.
        }

        var address = GraphAddress.Parse($"neo4j://me:s%40y@127.0.0.1:{peer.Address.Port}");
        await using (await new BoltConnector().OpenAsync(address, null, new GraphSessionOptions(), CancellationToken.None))
        {
            await peer.EndAsync();
        }

        Assert.Equal(["none", null, "basic", "s@y"], schemes);
    }

    [Fact]
    public async Task Only_what_is_not_the_default_is_sent_with_a_transaction()
    {
        List<string> seen = [];
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            foreach (var tag in new byte[] { 0x10, 0x10, 0x11, 0x10 })
            {
                var fields = await connection.ExpectAsync(tag);
                seen.Add(string.Join(',', Assert.IsType<Dictionary<string, object?>>(fields[^1]).Select(pair => $"{pair.Key}={pair.Value}")));
                await connection.SuccessAsync(new() { ["fields"] = Array.Empty<string>(), ["qid"] = 0L });
                if (tag == 0x10)
                {
                    await connection.ExpectAsync(0x3F);
                    await connection.SuccessAsync();
                }
            }
        });
        await using var session = await OpenAsync(peer, Login);
        var transaction = new GraphTransaction { Database = "shop", IsReadOnly = true, Timeout = TimeSpan.FromMilliseconds(1.2) };
        await session.ExecuteAsync(new GraphQuery("1"), CancellationToken.None);
        await session.ExecuteAsync(new GraphQuery("2") { Transaction = transaction }, CancellationToken.None);
        await session.BeginAsync(transaction, CancellationToken.None);
        await session.ExecuteAsync(new GraphQuery("3") { Transaction = transaction }, CancellationToken.None);
        await peer.EndAsync();

        Assert.Equal(["", "db=shop,mode=r,tx_timeout=2", "db=shop,mode=r,tx_timeout=2", ""], seen);
    }

    private static Task<IGraphSession> OpenAsync(ScriptedPeer peer, GraphCredentials? credentials) =>
        new BoltConnector().OpenAsync(peer.Address, credentials, new GraphSessionOptions(), CancellationToken.None);
}
