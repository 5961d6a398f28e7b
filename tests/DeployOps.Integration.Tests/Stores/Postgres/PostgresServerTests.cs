using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Stores.Postgres;

public sealed class PostgresServerTests : IAsyncLifetime
{
    private PostgresServer _server = null!;

    public async Task InitializeAsync()
    {
        if (RequiredPart.Postgres.IsPresent)
        {
            _server = await PostgresServer.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task A_real_server_is_logged_in_to_and_its_refusals_have_names()
    {
        await using (var session = await OpenAsync(_server.Address))
        {
            Assert.InRange(await session.PingAsync(default), TimeSpan.FromTicks(1), TimeSpan.FromSeconds(20));
            Assert.Equal("DeployOps", await session.ExecuteAsync("SELECT current_setting('application_name')"));
            Assert.Equal("shop", await session.ExecuteAsync("SELECT current_database()::text"));
            var refused = await Assert.ThrowsAsync<PostgresRefusedException>(() => session.ExecuteAsync("SELECT 'value-not-shown'::int"));
            Assert.Equal("22P02", refused.SqlState);
            Assert.DoesNotContain("not-shown", refused.ToString(), StringComparison.Ordinal);
            await session.PingAsync(default);
        }

        var wrong = await Assert.ThrowsAsync<PostgresRefusedException>(() => OpenAsync(_server.Address.WithPassword("wr0ng-pw")));
        Assert.Equal(("28P01", true, "PostgresLoginRefused"), (wrong.SqlState, wrong.IsLoginRefused, wrong.ErrorId));
        Assert.DoesNotContain("wr0ng-pw", wrong.ToString(), StringComparison.Ordinal);
        Assert.Equal("28P01", (await Assert.ThrowsAsync<PostgresRefusedException>(() => OpenAsync(PostgresAddress.Parse($"postgresql://app@127.0.0.1:{_server.Port}/shop")))).SqlState);
        var missing = PostgresAddress.Parse($"postgresql://app:{Uri.EscapeDataString(PostgresServer.Password)}@127.0.0.1:{_server.Port}/no-such");
        Assert.Equal("3D000", (await Assert.ThrowsAsync<PostgresRefusedException>(() => OpenAsync(missing))).SqlState);
    }

    [PostgresFact]
    public async Task Connections_that_are_used_up_and_a_server_that_is_stopped_have_names()
    {
        var small = PostgresAddress.Parse($"postgresql://small:small@127.0.0.1:{_server.Port}/shop");
        var sessions = new List<PostgresSession>();
        try
        {
            var failure = await Assert.ThrowsAsync<PostgresRefusedException>(async () =>
            {
                for (var count = 0; count < 20; count++)
                {
                    sessions.Add(await OpenAsync(small));
                }
            });
            Assert.Equal(("53300", true), (failure.SqlState, failure.IsBusy));
            await _server.StopAsync();
            var cut = await Record.ExceptionAsync(() => sessions[0].PingAsync(default));
            Assert.True(cut is PostgresConnectionLostException or PostgresRefusedException { SqlState: "57P01" or "57P02" }, cut?.ToString());
        }
        finally
        {
            foreach (var session in sessions)
            {
                await session.DisposeAsync();
            }
        }

        var away = await Assert.ThrowsAsync<PostgresUnreachableException>(() => OpenAsync(small));
        Assert.Equal("nothing listens on this port", away.Reason);
        await _server.StartAgainAsync();
    }

    [PostgresFact]
    public async Task A_slow_statement_ends_with_its_limit_and_the_endpoint_of_the_options_is_the_one_connected_to()
    {
        var elsewhere = PostgresAddress.Parse($"postgresql://app:{Uri.EscapeDataString(PostgresServer.Password)}@no-such-service/shop");
        var options = new PostgresOptions { Endpoint = new StoreEndpoint("127.0.0.1", _server.Port), CommandTimeout = TimeSpan.FromMilliseconds(300) };
        await using var session = await new PostgresConnector().OpenAsync(elsewhere, options, default);
        var started = Stopwatch.GetTimestamp();
        await Assert.ThrowsAsync<PostgresTimeoutException>(() => session.ExecuteAsync("SELECT pg_sleep(30)"));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(25));
        await Assert.ThrowsAsync<PostgresTlsException>(() => OpenAsync(PostgresAddress.Parse($"postgresql://app:x@127.0.0.1:{_server.Port}/shop?sslmode=require")));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", true)]
    public async Task What_never_answers_or_is_no_server_has_a_name(string answer, bool hangsUp)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var isOver = new TaskCompletionSource();
        var server = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            await socket.ReceiveAsync(new byte[1000]);
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(answer));
            await (hangsUp ? Task.CompletedTask : isOver.Task);
        });
        var address = PostgresAddress.Parse($"postgresql://app:pw-not-shown@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/shop");
        var options = new PostgresOptions { ConnectTimeout = hangsUp ? TimeSpan.FromMinutes(1) : TimeSpan.FromMilliseconds(500) };
        var failure = await Record.ExceptionAsync(() => new PostgresConnector().OpenAsync(address, options, default));
        isOver.SetResult();
        Assert.IsType(hangsUp ? typeof(PostgresConnectionLostException) : typeof(PostgresTimeoutException), failure);
        Assert.DoesNotContain("not-shown", failure.ToString(), StringComparison.Ordinal);
        await server;
    }

    [PostgresFact]
    public async Task A_cancelled_opening_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PostgresConnector().OpenAsync(_server.Address, new PostgresOptions(), cancelled.Token));
    }

    private static Task<PostgresSession> OpenAsync(PostgresAddress address) => new PostgresConnector().OpenAsync(address, new PostgresOptions(), default);
}
