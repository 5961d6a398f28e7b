using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>Servers that are slow, silent, or gone. Every wait ends, by name, and soon after its limit.</summary>
public sealed class BoltTimingTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    // Long enough for a login on a busy machine, which these tests need to succeed before something is late.
    private static readonly TimeSpan Medium = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly GraphQuery Query = new("RETURN 1");

    public static TheoryData<string> Stages => ["nothing", "half a handshake", "no answer to HELLO", "half an answer to HELLO", "signs of life only", "no answer to LOGON", "a byte now and then"];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task The_connect_timeout_covers_everything_up_to_the_login(string stage)
    {
        await using var peer = new ScriptedPeer(connection => StallAsync(connection, stage));
        var watch = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<GraphTimeoutException>(() => OpenAsync(peer, connect: Short, answer: Long));

        Assert.Equal(Short, failure.Limit);
        Assert.Equal(FailureKind.Timeout, failure.Kind);
        Assert.InRange(watch.Elapsed, Short * 0.9, Short * 10);
        await peer.EndAsync();
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Cancelling_ends_the_login_and_closes_the_connection(string stage)
    {
        await using var peer = new ScriptedPeer(connection => StallAsync(connection, stage));
        using var stop = new CancellationTokenSource(Short);
        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new BoltConnector().OpenAsync(peer.Address, null, new GraphSessionOptions { ConnectTimeout = Long, AnswerTimeout = Long }, stop.Token));
        Assert.Equal(stop.Token, failure.CancellationToken);
        await peer.EndAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_does_not_come_is_a_timeout_also_under_signs_of_life(bool givesSigns)
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectAsync(0x10);
            await (givesSigns ? LiveAsync(connection) : connection.HangUpAsync());
        });
        await using var session = await OpenAsync(peer, Long, Medium);
        var watch = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<GraphTimeoutException>(() => session.ExecuteAsync(Query, CancellationToken.None));

        Assert.Equal(Medium, failure.Limit);
        Assert.InRange(watch.Elapsed, Medium * 0.9, Medium * 3);
        Assert.False(session.IsUsable);
        await peer.EndAsync();
    }

    [Fact]
    public async Task A_row_that_does_not_come_is_a_timeout_and_a_slow_reader_is_none()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectQueryAsync("x");
            await connection.RecordAsync(1L);
            await connection.RecordAsync(2L);
            await connection.HangUpAsync();
        });
        await using var session = await OpenAsync(peer, Long, Medium);
        await using var rows = await session.RunAsync(Query, CancellationToken.None);
        Assert.True(await rows.ReadAsync(CancellationToken.None));
        await Task.Delay(Medium * 1.2);
        Assert.True(await rows.ReadAsync(CancellationToken.None));
        await Assert.ThrowsAsync<GraphTimeoutException>(async () => await rows.ReadAsync(CancellationToken.None));
        await peer.EndAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_is_held_to_the_signs_of_life_that_it_announced(bool givesSigns)
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync(hello: new() { ["hints"] = new Dictionary<string, object?> { ["connection.recv_timeout_seconds"] = 1L } });
            await connection.ExpectAsync(0x10);
            for (var sign = 0; givesSigns && sign < 10; sign++)
            {
                await Task.Delay(150, connection.End);
                await connection.RawAsync([0, 0]);
            }

            if (!givesSigns)
            {
                await connection.HangUpAsync();
                return;
            }

            await connection.SuccessAsync(new() { ["fields"] = new[] { "x" } });
            await connection.ExpectAsync(0x3F);
            await connection.SuccessAsync();
        });
        await using var session = await OpenAsync(peer, Long, Long);
        if (givesSigns)
        {
            await session.ExecuteAsync(Query, CancellationToken.None);
        }
        else
        {
            var failure = await Assert.ThrowsAsync<GraphTimeoutException>(() => session.ExecuteAsync(Query, CancellationToken.None));
            Assert.Equal(TimeSpan.FromSeconds(1), failure.Limit);
        }

        await peer.EndAsync();
    }

    [Fact]
    public async Task Cancelling_a_read_closes_the_connection_and_leaving_the_rows_does_not_wait()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectQueryAsync("x");
            await connection.RecordAsync(1L);
            await connection.HangUpAsync();
        });
        await using var session = await OpenAsync(peer, Long, Long);
        using var stop = new CancellationTokenSource();
        var watch = Stopwatch.StartNew();
        await using (var rows = await session.RunAsync(Query, CancellationToken.None))
        {
            Assert.True(await rows.ReadAsync(stop.Token));
            stop.CancelAfter(Short);
            var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await rows.ReadAsync(stop.Token));
            Assert.Equal(stop.Token, failure.CancellationToken);
        }

        Assert.False(session.IsUsable);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Long / 3);
        await peer.EndAsync();
    }

    [Fact]
    public async Task A_server_that_reads_nothing_is_a_timeout()
    {
        var hold = new TaskCompletionSource();
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await hold.Task;
        });
        await using var session = await OpenAsync(peer, Long, Medium);
        var large = Query with { Parameters = new Dictionary<string, object?> { ["x"] = new byte[50_000_000] } };
        await Assert.ThrowsAsync<GraphTimeoutException>(() => session.RunAsync(large, CancellationToken.None));
        hold.SetResult();
    }

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
            await using var session = await OpenAsync(peer, Long, Long);
            await session.ExecuteAsync(Query, CancellationToken.None);
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

    private static Task<IGraphSession> OpenAsync(ScriptedPeer peer, TimeSpan connect, TimeSpan answer) =>
        new BoltConnector().OpenAsync(peer.Address, null, new GraphSessionOptions { ConnectTimeout = connect, AnswerTimeout = answer }, CancellationToken.None);

    private static async Task StallAsync(ScriptedConnection connection, string stage)
    {
        try
        {
            await StallAtAsync(connection, stage);
        }
        catch (IOException)
        {
            // On a busy machine the client may have given up before this stage.
        }
    }

    private static async Task StallAtAsync(ScriptedConnection connection, string stage)
    {
        if (stage == "half a handshake")
        {
            await connection.RawAsync([0, 0]);
        }
        else if (stage != "nothing")
        {
            await connection.ShakeHandsAsync(5, 7);
            await connection.ExpectAsync(0x01);
        }

        if (stage == "half an answer to HELLO")
        {
            await connection.RawAsync([0, 3, 0xB1]);
        }
        else if (stage == "no answer to LOGON")
        {
            await connection.SuccessAsync();
            await connection.ExpectAsync(0x6A);
        }

        await (stage switch
        {
            "signs of life only" => LiveAsync(connection),
            "a byte now and then" => LiveAsync(connection, [0xFF, 0xFF, .. new byte[2000]]),
            _ => connection.HangUpAsync(),
        });
    }

    /// <summary>Sends a little, again and again, until the client hangs up.</summary>
    private static async Task LiveAsync(ScriptedConnection connection, byte[]? bytes = null)
    {
        try
        {
            for (var index = 0; ; index++)
            {
                await connection.RawAsync(bytes is null ? [0, 0] : [bytes[index]]);
                await Task.Delay(20, connection.End);
            }
        }
        catch (IOException)
        {
            // The client has hung up.
        }
    }
}
