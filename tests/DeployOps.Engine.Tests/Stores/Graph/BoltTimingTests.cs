using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>Servers that are slow or silent. Every wait ends, by name, at its limit and not before it.</summary>
public sealed class BoltTimingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longer = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly GraphQuery Query = new("RETURN 1");
    private readonly HeldTime _time = new();

    public static TheoryData<string> Stages => ["nothing", "half a handshake", "no answer to HELLO", "half an answer to HELLO", "signs of life only", "no answer to LOGON", "a byte now and then"];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task The_connect_timeout_covers_everything_up_to_the_login(string stage)
    {
        var isReached = new TaskCompletionSource();
        await using var peer = new ScriptedPeer(connection => StallAsync(connection, stage, isReached));
        var opening = OpenAsync(peer, connect: Limit, answer: Longer);
        await isReached.Task;
        _time.Pass(Limit - Moment);
        await Task.Delay(20);
        Assert.False(opening.IsCompleted);
        _time.Pass(Moment);

        var failure = await Assert.ThrowsAsync<GraphTimeoutException>(() => opening);
        Assert.Equal((Limit, FailureKind.Timeout), (failure.Limit, failure.Kind));
        await peer.EndAsync();
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Cancelling_ends_the_login_and_closes_the_connection(string stage)
    {
        var isReached = new TaskCompletionSource();
        await using var peer = new ScriptedPeer(connection => StallAsync(connection, stage, isReached));
        using var stop = new CancellationTokenSource();
        var opening = OpenAsync(peer, Longer, Longer, stop.Token);
        await isReached.Task;
        await stop.CancelAsync();

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        Assert.Equal(stop.Token, failure.CancellationToken);
        await peer.EndAsync();
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_a_timeout()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.HangUpAsync();
        });
        await using var session = await OpenAsync(peer, Longer, Limit);
        var asking = session.ExecuteAsync(Query, CancellationToken.None);
        await _time.PassOnceAwaitedAsync(Limit, Limit);

        Assert.Equal(Limit, (await Assert.ThrowsAsync<GraphTimeoutException>(() => asking)).Limit);
        Assert.False(session.IsUsable);
        await peer.EndAsync();
    }

    [Fact]
    public async Task Signs_of_life_are_no_answer()
    {
        var lives = new TaskCompletionSource();
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectAsync(0x10);
            await LiveAsync(connection, isAlive: lives);
        });
        await using var session = await OpenAsync(peer, Longer, Limit);
        var asking = session.ExecuteAsync(Query, CancellationToken.None);
        await lives.Task;
        _time.Pass(Limit - Moment);
        await Task.Delay(50);
        Assert.False(asking.IsCompleted);
        _time.Pass(Moment);

        // The time that was left at the last sign is not the limit that is told.
        Assert.Equal(Limit, (await Assert.ThrowsAsync<GraphTimeoutException>(() => asking)).Limit);
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
        await using var session = await OpenAsync(peer, Longer, Limit);
        await using var rows = await session.RunAsync(Query, CancellationToken.None);
        Assert.True(await rows.ReadAsync(CancellationToken.None));
        _time.Pass(Limit * 2);
        Assert.True(await rows.ReadAsync(CancellationToken.None));
        var reading = rows.ReadAsync(CancellationToken.None).AsTask();
        await _time.PassOnceAwaitedAsync(Limit, Limit);
        await Assert.ThrowsAsync<GraphTimeoutException>(() => reading);
        await peer.EndAsync();
    }

    [Fact]
    public async Task A_server_is_held_to_the_signs_of_life_that_it_announced()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync(hello: Announcing(seconds: 1));
            await connection.HangUpAsync();
        });
        await using var session = await OpenAsync(peer, Longer, Longer);
        var asking = session.ExecuteAsync(Query, CancellationToken.None);
        var announced = TimeSpan.FromSeconds(1);
        await _time.PassOnceAwaitedAsync(announced, announced);

        Assert.Equal(announced, (await Assert.ThrowsAsync<GraphTimeoutException>(() => asking)).Limit);
        await peer.EndAsync();
    }

    [Fact]
    public async Task A_server_that_gives_the_signs_of_life_that_it_announced_may_take_long()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync(hello: Announcing(seconds: 1));
            await connection.ExpectAsync(0x10);
            for (var sign = 0; sign < 10; sign++)
            {
                await _time.PassOnceAwaitedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.9));
                await connection.RawAsync([0, 0]);
            }

            await connection.SuccessAsync(new() { ["fields"] = new[] { "x" } });
            await connection.ExpectAsync(0x3F);
            await connection.SuccessAsync();
        });
        await using var session = await OpenAsync(peer, Longer, Longer);
        await session.ExecuteAsync(Query, CancellationToken.None);
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
        // On a clock that stands still, what waits for a limit waits for ever.
        await using var session = await OpenAsync(peer, Longer, Longer);
        using var stop = new CancellationTokenSource();
        await using (var rows = await session.RunAsync(Query, CancellationToken.None))
        {
            Assert.True(await rows.ReadAsync(stop.Token));
            var reading = rows.ReadAsync(stop.Token).AsTask();
            await stop.CancelAsync();
            var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
            Assert.Equal(stop.Token, failure.CancellationToken);
        }

        Assert.False(session.IsUsable);
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
        await using var session = await OpenAsync(peer, Longer, Limit);
        var large = Query with { Parameters = new Dictionary<string, object?> { ["x"] = new byte[50_000_000] } };
        var asking = session.RunAsync(large, CancellationToken.None);
        await _time.PassOnceAwaitedAsync(Limit, Limit);
        await Assert.ThrowsAsync<GraphTimeoutException>(() => asking);
        hold.SetResult();
    }

    private Task<IGraphSession> OpenAsync(ScriptedPeer peer, TimeSpan connect, TimeSpan answer, CancellationToken cancellationToken = default) =>
        new BoltConnector().OpenAsync(peer.Address, null, new GraphSessionOptions { ConnectTimeout = connect, AnswerTimeout = answer, Time = _time }, cancellationToken);

    private static Dictionary<string, object?> Announcing(long seconds) =>
        new() { ["hints"] = new Dictionary<string, object?> { ["connection.recv_timeout_seconds"] = seconds } };

    /// <summary>Goes as far as this stage, says that it is reached, and no further.</summary>
    private static async Task StallAsync(ScriptedConnection connection, string stage, TaskCompletionSource isReached)
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

        if (stage is "signs of life only" or "a byte now and then")
        {
            await LiveAsync(connection, stage == "signs of life only" ? null : [0xFF, 0xFF, .. new byte[2000]], isReached);
            return;
        }

        isReached.SetResult();
        await connection.HangUpAsync();
    }

    /// <summary>Sends a little, again and again, until the client hangs up.</summary>
    private static async Task LiveAsync(ScriptedConnection connection, byte[]? bytes = null, TaskCompletionSource? isAlive = null)
    {
        try
        {
            for (var index = 0; ; index++)
            {
                await connection.RawAsync(bytes is null ? [0, 0] : [bytes[Math.Min(index, bytes.Length - 1)]]);
                await Task.Delay(5, connection.End);
                if (index == 5)
                {
                    isAlive?.SetResult();
                }
            }
        }
        catch (IOException)
        {
            // The client has hung up.
        }
    }
}
