using System.Security.Cryptography;
using System.Text;
using DeployOps.Engine;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Stores.Redis;

public sealed class RedisServerTests : IAsyncLifetime
{
    private static readonly RedisOptions Options = new();
    private RedisServer _server = null!;

    public async Task InitializeAsync()
    {
        if (RequiredPart.Redis.IsPresent)
        {
            _server = await RedisServer.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [RedisFact]
    public async Task Values_of_any_bytes_come_back_and_expire()
    {
        await using var connection = await OpenAsync(_server.Address);
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        Assert.Equal("OK", (await connection.SendAsync(["SET", "k\r\n", bytes, "PX", 60_000], default)).Reveal());
        Assert.Equal(bytes, (await connection.SendAsync(["GET", "k\r\n"], default)).Bytes.ToArray());
        Assert.InRange((await connection.SendAsync(["PTTL", "k\r\n"], default)).Number, 1, 60_000);
        Assert.True((await connection.SendAsync(["GET", "none"], default)).IsNull);
        Assert.Contains("redis_version:", (await connection.SendAsync(["INFO", "server"], default)).Reveal(), StringComparison.Ordinal);
        Assert.InRange(await connection.PingAsync(default), TimeSpan.FromTicks(1), TimeSpan.FromSeconds(20));
    }

    [RedisFact]
    public async Task A_pipeline_larger_than_every_buffer_is_answered_in_order()
    {
        await using var connection = await OpenAsync(_server.Address);
        var value = new byte[20_000];
        var commands = Enumerable.Range(0, 1000).Select(number => (IReadOnlyList<RedisArgument>)["SETEX", $"p:{number}", 60, value])
            .Concat(Enumerable.Range(0, 1000).Select(number => (IReadOnlyList<RedisArgument>)["GET", $"p:{number}"]))
            .Append(["NOSUCHCOMMAND"]).Append(["PING"]).ToList();
        var answers = await connection.SendAllAsync(commands, TimeSpan.FromSeconds(60), default);
        Assert.Equal(2002, answers.Count);
        Assert.All(answers.Skip(1000).Take(1000), answer => Assert.Equal(value.Length, answer.Bytes.Length));
        Assert.True(answers[2000].IsError);
        Assert.Equal("PONG", answers[2001].Reveal());

        var (seen, cursor) = (new HashSet<string>(), "0");
        do
        {
            var page = await connection.SendAsync(["SCAN", cursor, "MATCH", "p:*", "COUNT", 200], default);
            cursor = page.Items[0].Reveal();
            seen.UnionWith(page.Items[1].Items.Select(key => key.Reveal()));
        }
        while (cursor != "0");
        Assert.Equal(1000, seen.Count);
    }

    [RedisFact]
    public async Task Logins_are_taken_and_refused_by_name_without_the_password()
    {
        var user = RedisAddress.Parse($"redis://app:{RedisServer.Password}%3Aapp@127.0.0.1:{_server.Port}/4");
        await using (var connection = await OpenAsync(user))
        {
            Assert.Equal("app", (await connection.SendAsync(["ACL", "WHOAMI"], default)).Reveal());
            Assert.Contains(" db=4 ", (await connection.SendAsync(["CLIENT", "INFO"], default)).Reveal(), StringComparison.Ordinal);
            var refused = await Assert.ThrowsAsync<RedisRefusedException>(() => connection.SendAsync(["FLUSHALL"], default));
            Assert.Equal(("NOPERM", FailureKind.Permission), (refused.Code, refused.Kind));
            Assert.True(connection.IsUsable);
        }

        await using (var old = await OpenAsync(_server.Address.WithLogin("default", RedisServer.Password)))
        {
            await old.PingAsync(default);
        }

        await using (var watcher = await OpenAsync(_server.Address.WithLogin("watcher", null)))
        {
            await watcher.PingAsync(default);
        }

        foreach (var (login, password) in new[] { (null, "wr0ng-pw"), ("app", "wr0ng-pw"), ("nobody", RedisServer.Password) })
        {
            var failure = await Assert.ThrowsAsync<RedisLoginRefusedException>(() => OpenAsync(_server.Address.WithLogin(login, password)));
            Assert.Equal("WRONGPASS", failure.Code);
            Assert.DoesNotContain(password, failure.ToString(), StringComparison.Ordinal);
        }

        var missing = await Assert.ThrowsAsync<RedisLoginRefusedException>(() => OpenAsync(new RedisAddress("127.0.0.1", _server.Port, database: 1)));
        Assert.Equal("NOAUTH", missing.Code);
    }

    [RedisFact]
    public async Task Tls_is_checked_against_the_name_of_the_address_even_when_connected_elsewhere()
    {
        var address = new RedisAddress("cache", _server.TlsPort, password: RedisServer.Password, usesTls: true);
        var trusting = Options with { TrustedAuthorities = [_server.Certificate], Endpoint = new StoreEndpoint("127.0.0.1", _server.TlsPort) };
        await using (var connection = await new RedisConnector().OpenAsync(address, trusting, default))
        {
            await connection.PingAsync(default);
        }

        var otherName = new RedisAddress("localhost", _server.TlsPort, password: RedisServer.Password, usesTls: true);
        await Assert.ThrowsAsync<RedisTlsException>(() => new RedisConnector().OpenAsync(otherName, trusting, default));
        await Assert.ThrowsAsync<RedisTlsException>(() => new RedisConnector().OpenAsync(address, trusting with { TrustedAuthorities = null }, default));
        await using var careless = await OpenAsync(RedisAddress.Parse($"rediss://:{RedisServer.Password}@127.0.0.1:{_server.TlsPort}?ssl_cert_reqs=none"));
        await careless.PingAsync(default);
    }

    [RedisFact]
    public async Task Channels_are_heard_in_both_versions_of_the_protocol()
    {
        foreach (var protocol in new[] { 2, 3 })
        {
            await using var listener = await new RedisConnector().OpenAsync(_server.Address, Options with { Protocol = protocol }, default);
            await using var speaker = await OpenAsync(_server.Address);
            await listener.PostAsync(["SUBSCRIBE", "news"], default);
            Assert.Equal("subscribe", (await listener.ReceiveAsync(TimeSpan.FromSeconds(30), default)).Items[0].Reveal());
            Assert.Equal(1, (await speaker.SendAsync(["PUBLISH", "news", "hello"], default)).Number);
            var message = await listener.ReceiveAsync(TimeSpan.FromSeconds(30), default);
            Assert.Equal(protocol == 2 ? RedisValueKind.Array : RedisValueKind.Push, message.Kind);
            Assert.Equal("hello", message.Items[2].Reveal());
            await Assert.ThrowsAsync<RedisTimeoutException>(() => listener.ReceiveAsync(TimeSpan.FromMilliseconds(50), default));
        }
    }

    [RedisFact]
    public async Task The_types_of_version_3_are_read_from_a_real_server()
    {
        await using var connection = await new RedisConnector().OpenAsync(_server.Address, Options with { Protocol = 3 }, default);
        await connection.SendAsync(["HSET", "h", "a", "1"], default);
        Assert.Equal(RedisValueKind.Map, (await connection.SendAsync(["HGETALL", "h"], default)).Kind);
        foreach (var (kind, sample) in new[]
        {
            (RedisValueKind.FloatingPoint, "double"), (RedisValueKind.BigNumber, "bignum"), (RedisValueKind.Null, "null"), (RedisValueKind.Set, "set"),
            (RedisValueKind.Boolean, "true"), (RedisValueKind.Verbatim, "verbatim"), (RedisValueKind.Map, "map"), (RedisValueKind.Array, "array"), (RedisValueKind.Bulk, "attrib"),
        })
        {
            Assert.Equal((sample, kind), (sample, (await connection.SendAsync(["DEBUG", "PROTOCOL", sample], default)).Kind));
        }
    }

    [RedisFact]
    public async Task The_replication_stream_brings_the_whole_database_over_the_raw_connection()
    {
        await using var connection = await OpenAsync(_server.Address);
        await connection.SendAsync(["SET", "marker", "in-the-dump"], default);
        await connection.PostAsync(["SYNC"], default);
        var stream = connection.TakeStream();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("in-the-dump", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, limit.Token);
            Assert.NotEqual(0, count);
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        Assert.Matches(@"^\n*\$(\d+|EOF:[0-9a-f]{40})\r\nREDIS0", text.ToString());
    }

    [RedisFact]
    public async Task A_server_that_is_stopped_under_a_connection_has_a_name_and_so_has_a_new_connection()
    {
        await using var connection = await OpenAsync(_server.Address);
        await _server.StopAsync();
        Assert.IsType<RedisConnectionLostException>(await Record.ExceptionAsync(() => connection.PingAsync(default)));
        await Assert.ThrowsAsync<RedisUnreachableException>(() => OpenAsync(_server.Address));
        await _server.StartAgainAsync();
        await using var again = await OpenAsync(_server.Address);
        await again.PingAsync(default);
    }

    private static Task<IRedisConnection> OpenAsync(RedisAddress address) => new RedisConnector().OpenAsync(address, Options, default);
}
