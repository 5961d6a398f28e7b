using System.Text;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>Peers that are no graph server, or one gone mad.</summary>
public sealed class BoltGarbageTests
{
    private const long Megabyte = 1024 * 1024;
    private static readonly GraphAddress Address = GraphAddress.Parse("bolt://garbage.invalid");
    private static readonly GraphSessionOptions Options = new() { ConnectTimeout = TimeSpan.FromMinutes(1), AnswerTimeout = TimeSpan.FromMinutes(1), LargestMessage = (int)Megabyte };

    [Fact]
    public async Task Ten_thousand_random_streams_are_named_failures_and_never_hang()
    {
        var random = new Random(20261120);
        var good = Transcript();
        var outcomes = new Dictionary<string, int>();
        var allocated = GC.GetTotalAllocatedBytes();
        var watch = new ProcessorTime();
        for (var round = 0; round < 10_000; round++)
        {
            var outcome = await RunAsync(Damaged(good, random));
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        Assert.InRange(watch.Used, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.InRange((GC.GetTotalAllocatedBytes() - allocated) / 10_000, 0, Megabyte);
        // Damage that is not seen is damage inside a text or number; most is seen, in every way that there is.
        Assert.All(
            [nameof(GraphProtocolException), nameof(GraphConnectionLostException), nameof(GraphLoginRefusedException), nameof(GraphQueryException), "answered"],
            kind => Assert.True(outcomes.GetValueOrDefault(kind) > 0, $"{kind} never came; {string.Join(", ", outcomes)}"));
    }

    [Fact]
    public async Task The_undamaged_stream_is_answered() => Assert.Equal("answered", await RunAsync(Transcript()));

    [Fact]
    public async Task A_message_without_end_is_refused_at_its_limit()
    {
        var endless = new EndlessStream([.. Enumerable.Repeat((byte)0xFF, 2), .. new byte[65_535]]);
        var allocated = GC.GetTotalAllocatedBytes();
        await using var channel = new BoltChannel(Address, endless, Options);
        var failure = await Assert.ThrowsAsync<GraphProtocolException>(async () => await channel.ReceiveAsync(CancellationToken.None));

        Assert.Contains("larger than", failure.Message, StringComparison.Ordinal);
        Assert.False(channel.IsOpen);
        Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, 16 * Megabyte);
    }

    [Fact]
    public async Task A_large_message_is_taken_and_its_memory_given_back()
    {
        var large = new byte[800_000];
        var stream = new MemoryStream([.. Enumerable.Range(0, 3).SelectMany(_ => ScriptedConnection.Chunks(large, 65_535)), .. ScriptedConnection.Chunks([1, 2, 3], 2)]);
        await using var channel = new BoltChannel(Address, stream, Options);
        for (var message = 0; message < 3; message++)
        {
            Assert.Equal(large.Length, (await channel.ReceiveAsync(CancellationToken.None)).Length);
        }

        Assert.Equal([1, 2, 3], (await channel.ReceiveAsync(CancellationToken.None)).ToArray());
        await Assert.ThrowsAsync<GraphConnectionLostException>(async () => await channel.ReceiveAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP")]
    [InlineData("\u0015\u0003\u0003\0\u0002\u0002\u0046", "TLS")]
    [InlineData("\0\0\0\0", "none of the versions")]
    [InlineData("\0\0\u0009\u0005", "not offered")]
    [InlineData("\0\0\u0003\u0004", "not offered")]
    [InlineData("\0\0\0\u0006", "not offered")]
    [InlineData("\0\u0001\u0004\u0005", "not offered")]
    [InlineData("-ERR", "not offered")]
    public async Task What_is_no_graph_server_is_said_so(string answer, string reason)
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.RawAsync(Encoding.Latin1.GetBytes(answer));
            await connection.HangUpAsync();
        });
        var failure = await Assert.ThrowsAsync<GraphProtocolException>(() => new BoltConnector().OpenAsync(peer.Address, null, Options, CancellationToken.None));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        await peer.EndAsync();
    }

    [Fact]
    public async Task A_server_that_announces_rows_for_ever_and_sends_none_is_left()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectQueryAsync("x");
            await connection.SuccessAsync(new() { ["has_more"] = true });
            await connection.HangUpAsync();
        });
        await using var session = await new BoltConnector().OpenAsync(peer.Address, null, Options, CancellationToken.None);
        await Assert.ThrowsAsync<GraphProtocolException>(() => session.ExecuteAsync(new GraphQuery("RETURN 1"), CancellationToken.None));
        Assert.False(session.IsUsable);
        await peer.EndAsync();
    }

    private static byte[] Transcript() =>
    [
        .. Message(0x70, new Dictionary<string, object?> { ["server"] = "Neo4j/5.26.0", ["connection_id"] = "bolt-1", ["hints"] = new Dictionary<string, object?>() }),
        .. Message(0x70, new Dictionary<string, object?>()),
        .. Message(0x70, new Dictionary<string, object?> { ["fields"] = new[] { "a", "b" } }),
        .. Message(0x71, new List<object?> { 1L, "text" }),
        0, 0,
        .. Message(0x71, new List<object?> { 2.5, new List<object?> { null, true, new byte[] { 1 } } }),
        .. Message(0x70, new Dictionary<string, object?> { ["type"] = "r", ["stats"] = new Dictionary<string, object?> { ["nodes-created"] = 1L } }),
    ];

    private static byte[] Message(byte tag, object field) => ScriptedConnection.Chunks(Packed.Structure(tag, field), 40);

    private static byte[] Damaged(byte[] good, Random random)
    {
        if (random.Next(4) == 0)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            return noise;
        }

        var bytes = good[..(random.Next(3) == 0 ? random.Next(good.Length) : good.Length)];
        for (var hit = random.Next(4); hit > 0 && bytes.Length > 0; hit--)
        {
            // Signatures among the hits: a message of another kind is the likeliest surprise.
            bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : new byte[] { 0x70, 0x71, 0x7E, 0x7F, 0xD2, 0xD6 }[random.Next(6)];
        }

        for (var swap = 0; random.Next(10) == 0 && swap + 3 < bytes.Length; swap++)
        {
            if (bytes[swap + 2] == 0xB1 && bytes[swap + 3] == 0x70)
            {
                bytes[swap + 3] = 0x7F;
                break;
            }
        }

        return bytes;
    }

    private static async Task<string> RunAsync(byte[] answers)
    {
        using var stream = new Wire(answers);
        await using var channel = new BoltChannel(Address, stream, Options) { UsesUtc = true };
        try
        {
            await using var session = await BoltLogin.OpenAsync(channel, new BoltVersion(5, 4), GraphCredentials.None, CancellationToken.None);
            await foreach (var _ in session.QueryAsync(new GraphQuery("RETURN 1"), CancellationToken.None))
            {
                // Reading is all.
            }

            return "answered";
        }
        catch (DeployOpsException exception)
        {
            return exception.GetType().Name;
        }
    }

    /// <summary>Gives what a server would have sent, and takes what is written.</summary>
    private sealed class Wire(byte[] answers) : MemoryStream(answers, writable: false)
    {
        public override bool CanWrite => true;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }

    /// <summary>Gives the same bytes again and again.</summary>
    private sealed class EndlessStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Position = Position == Length ? 0 : Position;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
