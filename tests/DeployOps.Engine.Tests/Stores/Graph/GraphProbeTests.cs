using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

public sealed class GraphProbeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly GraphCredentials Login = GraphCredentials.Basic("user", "S3cr3t");

    [Fact]
    public async Task A_server_that_answers_is_measured()
    {
        await using var peer = new ScriptedPeer(async connection =>
        {
            await connection.LogInAsync();
            await connection.ExpectQueryAsync("1");
            await connection.RecordAsync(1L);
            await connection.SuccessAsync();
            await connection.HangUpAsync();
        });
        var health = await MeasureAsync(peer.Address, Patience);

        Assert.True(health.IsAnswering, health.Reason);
        Assert.Equal(("Neo4j/5.26.0", new BoltVersion(5, 7)), (health.ServerAgent, health.Version));
        Assert.InRange(health.QueryLatency!.Value, TimeSpan.Zero, health.Latency);
        Assert.Equal((null, null, null, null), (health.FailureKind, health.ErrorId, health.Reason, health.RecommendedAction));
        await peer.EndAsync();
    }

    [Fact]
    public async Task A_refused_query_and_a_wrong_answer_are_no_health()
    {
        await using var peer = new ScriptedPeer(
            async connection =>
            {
                await connection.LogInAsync();
                await connection.ExpectAsync(0x10);
                await connection.FailureAsync("Neo.ClientError.Database.DatabaseNotFound", "near S3cr3t");
                await connection.ExpectAsync(0x0F);
                await connection.SuccessAsync();
            },
            async connection =>
            {
                await connection.LogInAsync();
                await connection.ExpectQueryAsync("1");
                await connection.RecordAsync(2L);
                await connection.SuccessAsync();
            });
        var refused = await MeasureAsync(peer.Address, Patience);
        var wrong = await MeasureAsync(peer.Address, Patience);

        Assert.Equal(("GraphQueryFailed", "GraphProtocolViolated"), (refused.ErrorId, wrong.ErrorId));
        Assert.Contains("Neo.ClientError.Database.DatabaseNotFound", refused.Reason, StringComparison.Ordinal);
        Assert.Equal("Neo4j/5.26.0", refused.ServerAgent);
        Assert.DoesNotContain("S3cr3t", $"{refused}{wrong}", StringComparison.Ordinal);
        await peer.EndAsync();
    }

    [Fact]
    public async Task One_limit_covers_all_of_it()
    {
        var time = new HeldTime();
        await using var peer = new ScriptedPeer(async connection =>
        {
            time.Pass(TimeSpan.FromMilliseconds(250));
            await connection.LogInAsync();
            await connection.ExpectAsync(0x10);
            time.Pass(TimeSpan.FromMilliseconds(150));
            await connection.HangUpAsync();
        });
        var limit = TimeSpan.FromMilliseconds(400);
        var health = await new GraphProbe(new BoltConnector(), time).MeasureAsync(peer.Address, Login, limit, CancellationToken.None);

        Assert.Equal((false, "GraphServerTimeout", FailureKind.Timeout, limit), (health.IsAnswering, health.ErrorId, health.FailureKind, health.Latency));
        await peer.EndAsync();
    }

    [Fact]
    public async Task Whoever_stops_it_gets_no_measurement()
    {
        await using var peer = new ScriptedPeer(connection => connection.HangUpAsync());
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new GraphProbe(new BoltConnector()).MeasureAsync(peer.Address, Login, Patience, stop.Token));
    }

    private static Task<GraphHealth> MeasureAsync(GraphAddress address, TimeSpan timeout) =>
        new GraphProbe(new BoltConnector()).MeasureAsync(address, Login, timeout, CancellationToken.None);
}
