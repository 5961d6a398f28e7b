using System.Net;
using System.Net.Sockets;
using System.Text;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Redis;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Redis;

/// <summary>The client against a socket of the test that says what no server would.</summary>
public sealed class RedisConnectionTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly RedisOptions _options = new() { ConnectTimeout = TimeSpan.FromMinutes(1), CommandTimeout = TimeSpan.FromMinutes(1) };

    public RedisConnectionTests() => _listener.Start();

    private RedisAddress Address => RedisAddress.Parse($"redis://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_server_that_never_answers_is_left_in_time_and_the_connection_is_closed()
    {
        var time = new HeldTime();
        await using var connection = await new RedisConnector().OpenAsync(Address, _options with { Time = time }, CancellationToken.None);
        var asking = connection.PingAsync(CancellationToken.None);
        await time.PassOnceAwaitedAsync(_options.CommandTimeout, _options.CommandTimeout);
        var failure = await Assert.ThrowsAsync<RedisTimeoutException>(() => asking);
        Assert.Contains("PING", failure.Message, StringComparison.Ordinal);
        Assert.False(connection.IsUsable);
        await Assert.ThrowsAsync<RedisConnectionLostException>(() => connection.PingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_login_that_is_never_answered_ends_with_the_limit_of_the_connection()
    {
        var address = Address.WithLogin(null, "n0t-Sh0wn");
        var time = new HeldTime();
        var opening = new RedisConnector().OpenAsync(address, _options with { Time = time }, CancellationToken.None);
        using var socket = await _listener.AcceptSocketAsync();
        await socket.ReceiveAsync(new byte[4096]);
        time.Pass(_options.ConnectTimeout);
        var failure = await Assert.ThrowsAsync<RedisTimeoutException>(() => opening);
        Assert.DoesNotContain("n0t-Sh0wn", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_closes_the_connection()
    {
        await using var connection = await new RedisConnector().OpenAsync(Address, _options, CancellationToken.None);
        using var cancel = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.PingAsync(cancel.Token));
        Assert.False(connection.IsUsable);
    }

    [Fact]
    public async Task An_error_that_repeats_what_was_sent_is_not_repeated()
    {
        _ = AnswerAsync("-SECRETWORD is wrong\r\n");
        await using var connection = await new RedisConnector().OpenAsync(Address, _options, CancellationToken.None);
        var failure = await Assert.ThrowsAsync<RedisRefusedException>(() => connection.SendAsync(["SET", "key", "SECRETWORD"], CancellationToken.None));
        Assert.Equal("ERR", failure.Code);
        Assert.DoesNotContain("SECRETWORD", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_command_leaves_the_connection_usable()
    {
        _ = AnswerAsync("-LOADING Redis is loading\r\n", "+PONG\r\n");
        await using var connection = await new RedisConnector().OpenAsync(Address, _options, CancellationToken.None);
        Assert.Equal("LOADING", (await Assert.ThrowsAsync<RedisRefusedException>(() => connection.PingAsync(CancellationToken.None))).Code);
        Assert.InRange(await connection.PingAsync(CancellationToken.None), TimeSpan.FromTicks(1), _options.CommandTimeout);
    }

    [Fact]
    public async Task What_a_server_pushes_between_answers_is_kept_apart()
    {
        _ = AnswerAsync(">2\r\n+invalidate\r\n_\r\n:1\r\n");
        await using var connection = await new RedisConnector().OpenAsync(Address, _options, CancellationToken.None);
        Assert.Equal(1, (await connection.SendAsync(["DEL", "k"], CancellationToken.None)).Number);
        Assert.Equal("invalidate", (await connection.ReceiveAsync(_options.CommandTimeout, CancellationToken.None)).Items[0].Reveal());
    }

    [Fact]
    public async Task The_raw_stream_starts_with_what_was_read_ahead()
    {
        _ = AnswerAsync("+PONG\r\n$EOF:abc\r\nrest");
        await using var connection = await new RedisConnector().OpenAsync(Address, _options, CancellationToken.None);
        await connection.PingAsync(CancellationToken.None);
        using var reader = new StreamReader(connection.TakeStream());
        Assert.Equal("$EOF:abc", await reader.ReadLineAsync());
        await Assert.ThrowsAsync<RedisConnectionLostException>(() => connection.PingAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", typeof(RedisProtocolException))]
    [InlineData("", typeof(RedisConnectionLostException))]
    [InlineData("+PO", typeof(RedisConnectionLostException))]
    [InlineData("+NO\r\n", typeof(RedisProtocolException))]
    [InlineData("*1\r\n*1\r\n*1048577\r\n", typeof(RedisProtocolException))]
    public async Task What_is_no_redis_has_a_name(string answer, Type expected)
    {
        _ = AnswerAsync(true, answer);
        await using var connection = await new RedisConnector().OpenAsync(Address, _options, CancellationToken.None);
        Assert.Equal(expected, (await Record.ExceptionAsync(() => connection.PingAsync(CancellationToken.None)))?.GetType());
    }

    [Fact]
    public async Task A_port_without_listener_has_a_name()
    {
        _listener.Stop();
        var failure = await Assert.ThrowsAsync<RedisUnreachableException>(() => new RedisConnector().OpenAsync(new RedisAddress("127.0.0.1", 1), _options, CancellationToken.None));
        Assert.Equal("nothing listens on this port", failure.Reason);
    }

    [Fact]
    public async Task The_endpoint_of_the_options_is_the_one_that_is_connected_to()
    {
        _ = AnswerAsync("+PONG\r\n");
        var options = _options with { Endpoint = new StoreEndpoint("127.0.0.1", Address.Port) };
        await using var connection = await new RedisConnector().OpenAsync(RedisAddress.Parse("redis://no-such-service:1"), options, CancellationToken.None);
        await connection.PingAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_plain_port_that_is_asked_for_tls_has_a_name()
    {
        _ = AnswerAsync(true, "-ERR unknown command\r\n");
        var address = new RedisAddress("127.0.0.1", Address.Port, password: "n0t-Sh0wn", usesTls: true);
        var failure = await Assert.ThrowsAsync<RedisTlsException>(() => new RedisConnector().OpenAsync(address, _options, CancellationToken.None));
        Assert.DoesNotContain("n0t-Sh0wn", failure.ToString(), StringComparison.Ordinal);
    }

    private Task AnswerAsync(params string[] answers) => AnswerAsync(false, answers);

    private async Task AnswerAsync(bool hangsUp, params string[] answers)
    {
        using var socket = await _listener.AcceptSocketAsync();
        var buffer = new byte[4096];
        foreach (var answer in answers)
        {
            await socket.ReceiveAsync(buffer);
            await socket.SendAsync(Encoding.ASCII.GetBytes(answer));
        }

        if (hangsUp)
        {
            socket.Shutdown(SocketShutdown.Both);
            return;
        }

        await socket.ReceiveAsync(buffer);
    }
}
