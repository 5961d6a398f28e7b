using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Values;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>What goes well between a client and a server: rows, batches, transactions, versions.</summary>
public sealed class BoltSessionTests
{
    [Fact]
    public async Task Rows_are_pulled_in_batches_and_the_summary_comes_at_the_end()
    {
        List<object?> asked = [];
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectAsync(0x10);
            await connection.SuccessAsync(new() { ["fields"] = new[] { "x", "y" }, ["t_first"] = 5L });
            for (var batch = 0; batch < 3; batch++)
            {
                asked.Add(Assert.IsType<Dictionary<string, object?>>(Assert.Single(await connection.ExpectAsync(0x3F)))["n"]);
                await connection.RecordAsync(batch, "a");
                await connection.RecordAsync(batch, "b");
                await connection.SuccessAsync(batch < 2
                    ? new() { ["has_more"] = true }
                    : new()
                    {
                        ["type"] = "rw", ["db"] = "shop", ["bookmark"] = "mark", ["t_last"] = 7L,
                        ["stats"] = new Dictionary<string, object?> { ["nodes-created"] = 3L, ["properties-set"] = 4L, ["contains-updates"] = true },
                    });
            }
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        await using var rows = await session.RunAsync(ScriptedSession.Query with { FetchSize = 2 }, CancellationToken.None);
        List<string> read = [];
        while (await rows.ReadAsync(CancellationToken.None))
        {
            Assert.Null(rows.Summary);
            read.Add(string.Join('/', rows.Current.ToValues()));
        }

        Assert.Equal(["x", "y"], rows.Fields);
        Assert.Equal(["0/a", "0/b", "1/a", "1/b", "2/a", "2/b"], read);
        Assert.Equal([2L, 2L, 2L], asked);
        Assert.Equal(
            new GraphSummary("rw", "shop", "mark", TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(7), new GraphCounters { NodesCreated = 3, PropertiesSet = 4 }),
            rows.Summary);
        Assert.False(await rows.ReadAsync(CancellationToken.None));
        await peer.EndAsync();
    }

    [Fact]
    public async Task The_next_batch_is_only_asked_for_when_the_reader_wants_it()
    {
        var isAsked = false;
        var isRead = new TaskCompletionSource();
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectQueryAsync("x");
            await connection.RecordAsync(1L);
            await connection.SuccessAsync(new() { ["has_more"] = true });
            var next = connection.ExpectAsync(0x3F);
            await isRead.Task;
            await Task.Delay(50, connection.End);
            isAsked = next.IsCompleted;
            await next;
            await connection.SuccessAsync();
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        await using var rows = await session.RunAsync(ScriptedSession.Query with { FetchSize = 1 }, CancellationToken.None);
        Assert.True(await rows.ReadAsync(CancellationToken.None));
        isRead.SetResult();
        await Task.Delay(150);
        Assert.False(await rows.ReadAsync(CancellationToken.None));
        await peer.EndAsync();

        Assert.False(isAsked);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(65_535)]
    public async Task Chunks_of_any_size_and_signs_of_life_between_messages_make_no_difference(int size)
    {
        var large = new string('é', 100_000);
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.RawAsync([0, 0]);
            await connection.ExpectAsync(0x10);
            await connection.RawAsync([0, 0, 0, 0, .. Split(0x70, new Dictionary<string, object?> { ["fields"] = new[] { "x" } }), 0, 0]);
            await connection.ExpectAsync(0x3F);
            byte[] all = [.. Split(0x71, new List<object?> { 1L }), 0, 0, .. Split(0x71, new List<object?> { large }), 0, 0, 0, 0, .. Split(0x71, new List<object?> { 3L }), .. Split(0x70, new Dictionary<string, object?>())];
            foreach (var part in all.Chunk(size == 1 ? 50_000 : 9_999))
            {
                await connection.RawAsync(part);
                await Task.Yield();
            }
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        var read = await ScriptedSession.AllAsync(session);
        await peer.EndAsync();

        Assert.Equal([1L, large, 3L], read);

        byte[] Split(byte tag, object field) => ScriptedConnection.Chunks(Packed.Structure(tag, field), size);
    }

    [Fact]
    public async Task A_transaction_is_begun_run_in_and_committed_and_a_failure_ends_it()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectAsync(0x11);
            await connection.SuccessAsync();
            await connection.ExpectQueryAsync("x");
            await connection.SuccessAsync();
            await connection.ExpectAsync(0x12);
            await connection.SuccessAsync(new() { ["bookmark"] = "mark" });
            await connection.ExpectAsync(0x11);
            await connection.SuccessAsync();
            await connection.ExpectAsync(0x13);
            await connection.SuccessAsync();
            await connection.ExpectAsync(0x11);
            await connection.SuccessAsync();
            await connection.ExpectAsync(0x10);
            await connection.FailureAsync("Neo.ClientError.Schema.ConstraintValidationFailed");
            await connection.ExpectAsync(0x0F);
            await connection.SuccessAsync();
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        await session.BeginAsync(GraphTransaction.Default, CancellationToken.None);
        Assert.Empty(await ScriptedSession.AllAsync(session));
        Assert.Equal("mark", await session.CommitAsync(CancellationToken.None));
        await session.BeginAsync(GraphTransaction.Default, CancellationToken.None);
        await session.RollbackAsync(CancellationToken.None);
        await session.BeginAsync(GraphTransaction.Default, CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.BeginAsync(GraphTransaction.Default, CancellationToken.None));
        await Assert.ThrowsAsync<GraphQueryException>(() => ScriptedSession.AllAsync(session));
        Assert.False(session.IsInTransaction);
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.CommitAsync(CancellationToken.None));
        await peer.EndAsync();
    }

    [Fact]
    public async Task Rows_left_early_are_discarded_and_a_second_query_waits_for_that()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectQueryAsync("x");
            await connection.RecordAsync(1L);
            await connection.RecordAsync(2L);
            await connection.SuccessAsync(new() { ["has_more"] = true });
            Assert.Equal(-1L, Assert.IsType<Dictionary<string, object?>>(Assert.Single(await connection.ExpectAsync(0x2F)))["n"]);
            await connection.SuccessAsync();
            await connection.ExpectQueryAsync("x");
            await connection.RecordAsync(3L);
            await connection.SuccessAsync();
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        await using (var rows = await session.RunAsync(ScriptedSession.Query, CancellationToken.None))
        {
            Assert.True(await rows.ReadAsync(CancellationToken.None));
            await Assert.ThrowsAsync<InvalidOperationException>(() => session.RunAsync(ScriptedSession.Query, CancellationToken.None));
        }

        Assert.Equal([3L], await ScriptedSession.AllAsync(session));
        await peer.EndAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_4_4_server_is_asked_for_UTC_and_values_follow_its_answer(bool agrees)
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync(4, 4, agrees ? new() { ["patch_bolt"] = new[] { "utc" } } : []);
            var run = Convert.ToHexString(await connection.ReceiveBytesAsync());
            Assert.Contains(agrees ? "B349C91194" : "B346C91FA4", run, StringComparison.Ordinal);
            await connection.SuccessAsync(new() { ["fields"] = new[] { "x" } });
            await connection.ExpectAsync(0x3F);
            await connection.SendAsync(0x71, (object)new object?[] { new Packed.Nested(agrees ? GraphTag.DateTime : GraphTag.LegacyDateTime, agrees ? 4500L : 8100L, 42L, 3600L) });
            await connection.SuccessAsync();
        });
        await using var session = await ScriptedSession.OpenAsync(peer);
        var time = new GraphDateTime(4500, 42, 3600);
        List<object?> read = [];
        await foreach (var row in session.QueryAsync(ScriptedSession.Query with { Parameters = new Dictionary<string, object?> { ["t"] = time } }, CancellationToken.None))
        {
            read.AddRange(row);
        }

        Assert.Equal([time], read);
        await peer.EndAsync();
    }
}
