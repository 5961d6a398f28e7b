using DeployOps.Engine;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using DeployOps.Engine.Stores.Graph.Values;
using Xunit;

namespace DeployOps.Integration.Tests.Stores.Graph;

[Collection(GraphServerGroup.Name)]
public sealed class RealGraphServerTests(GraphServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [GraphServerFact]
    public async Task The_health_of_a_real_server_is_measured()
    {
        var health = await Probe().MeasureAsync(server.Address, server.Credentials, Patience, CancellationToken.None);

        Assert.True(health.IsAnswering, health.Reason);
        Assert.InRange(health.Latency, TimeSpan.FromTicks(1), Patience);
        Assert.InRange(health.QueryLatency!.Value, TimeSpan.FromTicks(1), health.Latency);
        Assert.StartsWith("Neo4j/", health.ServerAgent, StringComparison.Ordinal);
        Assert.Equal(new BoltVersion(5, 7), health.Version);
        Assert.Null(health.Reason);
    }

    [GraphServerFact]
    public async Task A_wrong_password_is_a_refused_login_and_stays_unseen()
    {
        const string Wrong = "wrong-Pa55word";
        var health = await Probe().MeasureAsync(server.Address, GraphCredentials.Basic("falkordb", Wrong), Patience, CancellationToken.None);

        Assert.False(health.IsAnswering);
        Assert.Equal("GraphLoginRefused", health.ErrorId);
        Assert.Equal(FailureKind.Permission, health.FailureKind);
        Assert.DoesNotContain(Wrong, health.ToString(), StringComparison.Ordinal);
    }

    [GraphServerFact]
    public async Task A_server_that_stops_answering_is_a_timeout_in_every_state()
    {
        var options = new GraphSessionOptions { ConnectTimeout = TimeSpan.FromSeconds(1.5), AnswerTimeout = TimeSpan.FromSeconds(1.5) };
        await using var session = await server.OpenAsync(options with { ConnectTimeout = TimeSpan.FromMinutes(1) });
        await using (await server.FreezeAsync())
        {
            await Assert.ThrowsAsync<GraphTimeoutException>(() => session.ExecuteAsync(new GraphQuery("RETURN 1"), CancellationToken.None));
            Assert.False(session.IsUsable);
            await Assert.ThrowsAsync<GraphTimeoutException>(() => server.OpenAsync(options));
            Assert.Equal("GraphServerTimeout", (await Probe().MeasureAsync(server.Address, server.Credentials, TimeSpan.FromSeconds(1), CancellationToken.None)).ErrorId);
        }

        await using var next = await server.OpenAsync();
        await next.ExecuteAsync(new GraphQuery("RETURN 1"), CancellationToken.None);
    }

    [GraphServerFact]
    public async Task Values_come_as_the_server_holds_them()
    {
        await using var session = await server.OpenAsync();
        var row = await SingleAsync(session, "RETURN null, true, -5, 9223372036854775807, 1.5, 0.0/0.0, -1.0/0.0, '한글 \u0001', [1, [2]], {a: 1, b: [true]}, point({latitude: 1.5, longitude: 2.5})");

        Assert.Null(row[0]);
        Assert.Equal(true, row[1]);
        Assert.Equal(-5L, row[2]);
        Assert.Equal(long.MaxValue, row[3]);
        Assert.Equal(1.5, row[4]);
        Assert.Equal(double.NaN, row[5]);
        Assert.Equal(double.NegativeInfinity, row[6]);
        Assert.Equal("한글 \u0001", row[7]);
        Assert.Equal([1L, new List<object?> { 2L }], Assert.IsType<List<object?>>(row[8]));
        Assert.Equal(1L, Assert.IsType<Dictionary<string, object?>>(row[9])["a"]);
        Assert.Equal(new GraphPoint(4326, 2.5, 1.5), row[10]);
    }

    [GraphServerFact]
    public async Task Parameters_arrive_as_they_were_sent()
    {
        await using var session = await server.OpenAsync();
        var parameters = new Dictionary<string, object?>
        {
            ["a"] = long.MinValue, ["b"] = -1.25, ["c"] = "값", ["d"] = false, ["e"] = null, ["f"] = new List<object?> { 1L, "x" }, ["g"] = new string('g', 2_000),
        };
        var query = new GraphQuery("RETURN $a, $b, $c, $d, $e, $f, size($g)") { Parameters = parameters };
        await using var rows = await session.RunAsync(query, CancellationToken.None);

        Assert.True(await rows.ReadAsync(CancellationToken.None));
        Assert.Equal<object?>([long.MinValue, -1.25, "값", false, null, new List<object?> { 1L, "x" }, 2_000L], rows.Current.ToValues());
    }

    [GraphServerFact]
    public async Task A_query_of_several_chunks_of_the_network_arrives_whole()
    {
        // Kept below 64 KiB, and its parameters in the test above below 4 KiB: FalkorDB 4.16 never answers a longer request, and its
        // process ends on longer parameters.
        await using var session = await server.OpenAsync();
        Assert.Equal([60_000L], await SingleAsync(session, $"RETURN size('{new string('h', 60_000)}')"));
    }

    [GraphServerFact]
    public async Task Nodes_relationships_and_paths_come_whole_and_changes_are_counted()
    {
        await using var session = await server.OpenAsync();
        var made = await session.ExecuteAsync(new GraphQuery("CREATE (:Part:Person {name: 'Kim'})-[:KNOWS {since: 1999}]->(:Part)"), CancellationToken.None);
        var row = await SingleAsync(session, "MATCH p = (a:Person)-[r:KNOWS]->(b:Part) RETURN a, r, p");

        Assert.Equal((2, 1, 2), (made.Counters.NodesCreated, made.Counters.RelationshipsCreated, made.Counters.PropertiesSet));
        var node = Assert.IsType<GraphNode>(row[0]);
        var relationship = Assert.IsType<GraphRelationship>(row[1]);
        var path = Assert.IsType<GraphPath>(row[2]);
        Assert.Equal(["Part", "Person"], node.Labels.Order(StringComparer.Ordinal));
        Assert.Equal("Kim", node.Properties["name"]);
        Assert.Equal(("KNOWS", node.Id, node.ElementId), (relationship.Type, relationship.StartNodeId, relationship.StartNodeElementId));
        Assert.Equal(1999L, relationship.Properties["since"]);
        Assert.Equal(2, path.Nodes.Count);
        Assert.Equal("KNOWS", Assert.Single(path.Relationships).Type);
        await session.ExecuteAsync(new GraphQuery("MATCH (n:Part) DETACH DELETE n"), CancellationToken.None);
    }

    [GraphServerFact]
    public async Task A_refused_query_names_its_code_and_leaves_the_session_usable()
    {
        await using var session = await server.OpenAsync();
        for (var round = 0; round < 3; round++)
        {
            var failure = await Assert.ThrowsAsync<GraphQueryException>(() => session.ExecuteAsync(new GraphQuery("BOGUS 'hidden'"), CancellationToken.None));
            Assert.Equal("SyntaxError", failure.Code);
            Assert.DoesNotContain("hidden", failure.ToString(), StringComparison.Ordinal);
            Assert.Contains("BOGUS", failure.ServerMessage.Reveal(), StringComparison.Ordinal);
            Assert.True(failure.IsSessionUsable);
            Assert.Equal([1L], await SingleAsync(session, "RETURN 1"));
        }
    }

    [GraphServerFact]
    public async Task A_transaction_runs_several_queries_and_rows_left_early_do_no_harm()
    {
        await using var session = await server.OpenAsync();
        await session.BeginAsync(GraphTransaction.Default, CancellationToken.None);
        Assert.True(session.IsInTransaction);
        await using (var rows = await session.RunAsync(new GraphQuery("UNWIND range(1, 5000) AS x RETURN x") { FetchSize = 100 }, CancellationToken.None))
        {
            Assert.Equal(["x"], rows.Fields);
            Assert.True(await rows.ReadAsync(CancellationToken.None));
        }

        Assert.Equal([2L], await SingleAsync(session, "RETURN 2"));
        await session.CommitAsync(CancellationToken.None);
        Assert.False(session.IsInTransaction);
        await session.ResetAsync(CancellationToken.None);
        Assert.Equal([3L], await SingleAsync(session, "RETURN 3"));
    }

    [GraphServerFact]
    public async Task Sixteen_sessions_at_once_all_connect_and_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async number =>
        {
            await using var session = await server.OpenAsync();
            return Assert.Single(await SingleAsync(session, $"RETURN {number}"));
        }));

        Assert.Equal(Enumerable.Range(0, 16).Select(number => (object?)(long)number), answers);
    }

    private static GraphProbe Probe() => new(new BoltConnector());

    private static async Task<object?[]> SingleAsync(IGraphSession session, string query)
    {
        List<object?[]> rows = [];
        await foreach (var row in session.QueryAsync(new GraphQuery(query), CancellationToken.None))
        {
            rows.Add(row);
        }

        return Assert.Single(rows);
    }
}
