using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.PackStream;
using DeployOps.Engine.Stores.Graph.Protocol;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>What a server refuses, and what is left of the session afterwards.</summary>
public sealed class BoltFailureTests
{
    [Theory]
    [InlineData("code")]
    [InlineData("neo4j_code")]
    public async Task A_failure_is_named_reset_and_left_behind(string key)
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectAsync(0x10);
            await connection.SendAsync(0x7F, new Dictionary<string, object?> { [key] = "Neo.ClientError.Statement.SyntaxError", ["message"] = "near S3cr3t" });
            await connection.ExpectAsync(0x0F);
            await connection.SuccessAsync();
            await connection.ExpectQueryAsync("x");
            await connection.RecordAsync(1L);
            await connection.FailureAsync("Neo.TransientError.General.OutOfMemoryError");
            await connection.ExpectAsync(0x0F);
            await connection.IgnoredAsync();
            await connection.SuccessAsync();
            await connection.ExpectQueryAsync("x");
            await connection.RecordAsync(2L);
            await connection.SuccessAsync();
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        var first = await Assert.ThrowsAsync<GraphQueryException>(() => ScriptedSession.AllAsync(session));
        var second = await Assert.ThrowsAsync<GraphQueryException>(() => ScriptedSession.AllAsync(session));

        Assert.Equal(("Neo.ClientError.Statement.SyntaxError", false, true), (first.Code, first.IsTransient, first.IsSessionUsable));
        Assert.Equal("near S3cr3t", first.ServerMessage.Reveal());
        Assert.DoesNotContain("S3cr3t", $"{first}{first.ServerMessage}{ScriptedSession.Query}", StringComparison.Ordinal);
        Assert.Contains(first.Code, first.Message, StringComparison.Ordinal);
        Assert.True(second.IsTransient);
        Assert.Equal([2L], await ScriptedSession.AllAsync(session));
        await peer.EndAsync();
    }

    [Fact]
    public async Task A_code_that_is_none_is_not_repeated()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectAsync(0x10);
            await connection.FailureAsync("password is S3cr3t!");
            await connection.ExpectAsync(0x0F);
            await connection.SuccessAsync();
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        Assert.DoesNotContain("S3cr3t", (await Assert.ThrowsAsync<GraphQueryException>(() => ScriptedSession.AllAsync(session))).ToString(), StringComparison.Ordinal);
        await peer.EndAsync();
    }

    [Fact]
    public async Task An_ignored_request_is_named_and_reset()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectAsync(0x10);
            await connection.IgnoredAsync();
            await connection.ExpectAsync(0x0F);
            await connection.SuccessAsync();
            await connection.ExpectQueryAsync("x");
            await connection.SuccessAsync();
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        Assert.Equal(GraphQueryException.Ignored, (await Assert.ThrowsAsync<GraphQueryException>(() => ScriptedSession.AllAsync(session))).Code);
        Assert.Empty(await ScriptedSession.AllAsync(session));
        await peer.EndAsync();
    }

    [Fact]
    public async Task A_server_that_refuses_the_reset_leaves_the_failure_and_no_session()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectAsync(0x10);
            await connection.FailureAsync("Neo.ClientError.Security.Forbidden");
            await connection.ExpectAsync(0x0F);
            await connection.FailureAsync("Neo.DatabaseError.General.UnknownError");
            await connection.HangUpAsync();
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        var failure = await Assert.ThrowsAsync<GraphQueryException>(() => ScriptedSession.AllAsync(session));
        Assert.Equal((FailureKind.Permission, false, false), (failure.Kind, failure.IsSessionUsable, session.IsUsable));
        await Assert.ThrowsAsync<GraphConnectionLostException>(() => ScriptedSession.AllAsync(session));
        await peer.EndAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_in_the_middle_of_rows_reads_past_them(bool isIgnored)
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectQueryAsync("x");
            await connection.RecordAsync(1L);
            await connection.ExpectAsync(0x0F);
            await connection.RecordAsync(2L);
            await (isIgnored ? connection.IgnoredAsync() : connection.SuccessAsync(new() { ["has_more"] = true }));
            await connection.SuccessAsync();
            await connection.ExpectQueryAsync("x");
            await connection.RecordAsync(3L);
            await connection.SuccessAsync();
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        await using var rows = await session.RunAsync(ScriptedSession.Query, CancellationToken.None);
        Assert.True(await rows.ReadAsync(CancellationToken.None));
        await session.ResetAsync(CancellationToken.None);
        Assert.False(await rows.ReadAsync(CancellationToken.None));
        Assert.Equal([3L], await ScriptedSession.AllAsync(session));
        await peer.EndAsync();
    }

    [Fact]
    public async Task Another_login_follows_a_LOGOFF_and_a_refused_one_closes_the_session()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            for (var round = 0; round < 2; round++)
            {
                await connection.ExpectAsync(0x6B);
                await connection.SuccessAsync();
                await connection.ExpectAsync(0x6A);
                await (round == 0 ? connection.SuccessAsync() : connection.FailureAsync("Neo.ClientError.Security.Unauthorized"));
            }
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        await session.LogOnAgainAsync(GraphCredentials.Basic("other", "S3cr3t"), CancellationToken.None);
        var refused = await Assert.ThrowsAsync<GraphLoginRefusedException>(() => session.LogOnAgainAsync(GraphCredentials.Basic("other", "S3cr3t"), CancellationToken.None));
        Assert.Equal("Neo.ClientError.Security.Unauthorized", refused.Code);
        Assert.False(session.IsUsable);
        await peer.EndAsync();
    }

    [Theory]
    [InlineData("Neo.ClientError.Security.Unauthorized", "GraphLoginRefused", FailureKind.Permission)]
    [InlineData("Neo.ClientError.Security.AuthenticationRateLimit", "GraphLoginRefused", FailureKind.Permission)]
    [InlineData("Neo.TransientError.General.DatabaseUnavailable", "GraphServerUnreachable", FailureKind.Environment)]
    public async Task A_login_that_fails_says_whether_the_login_is_at_fault(string code, string errorId, FailureKind kind)
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.ShakeHandsAsync(5, 0);
            await connection.ExpectAsync(0x01);
            await connection.FailureAsync(code, "S3cr3t");
            await connection.HangUpAsync();
        });
        var failure = await Assert.ThrowsAnyAsync<DeployOpsException>(() => ScriptedSession.OpenAsync(peer));

        Assert.Equal((errorId, kind), (failure.ErrorId, failure.Kind));
        Assert.Contains(code, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cr3t", failure.ToString(), StringComparison.Ordinal);
        await peer.EndAsync();
    }

    [Fact]
    public async Task A_server_that_never_stops_sending_rows_is_left_when_it_is_reset()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectQueryAsync("x");
            try
            {
                while (!connection.End.IsCancellationRequested)
                {
                    await connection.RecordAsync(1L);
                }
            }
            catch (IOException)
            {
                // The client has hung up.
            }
        });
        var time = new HeldTime();
        var options = new GraphSessionOptions { Time = time };
        await using var session = await new BoltConnector().OpenAsync(peer.Address, null, options, CancellationToken.None);
        await using var rows = await session.RunAsync(ScriptedSession.Query, CancellationToken.None);
        Assert.True(await rows.ReadAsync(CancellationToken.None));
        var resetting = session.ResetAsync(CancellationToken.None);
        time.Pass(options.AnswerTimeout);
        await Assert.ThrowsAsync<GraphTimeoutException>(() => resetting);
        Assert.False(session.IsUsable);
        await peer.EndAsync();
    }

    [Fact]
    public async Task A_parameter_that_cannot_be_packed_costs_only_its_query()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectQueryAsync("x");
            await connection.SuccessAsync();
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        var wrong = ScriptedSession.Query with { Parameters = new Dictionary<string, object?> { ["x"] = new Uri("about:blank") } };
        await Assert.ThrowsAsync<PackStreamFormatException>(() => session.RunAsync(wrong, CancellationToken.None));
        Assert.Empty(await ScriptedSession.AllAsync(session));
        await peer.EndAsync();
    }
}
