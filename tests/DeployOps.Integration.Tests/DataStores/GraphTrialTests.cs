using DeployOps.Engine.DataStores.Testing;
using DeployOps.Engine.DataStores.Testing.Trials;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Integration.Tests.Stores.Graph;
using DeployOps.Integration.Tests.Stores.Redis;
using Xunit;

namespace DeployOps.Integration.Tests.DataStores;

[Collection(GraphServerGroup.Name)]
public sealed class GraphTrialTests(GraphServer server)
{
    private string[] Lines => [$"NEO4J_URI=bolt://{server.Address.Host}:{server.Address.Port}", "NEO4J_USER=falkordb", $"NEO4J_PASSWORD={server.Credentials.Password}"];

    [GraphServerFact]
    public async Task A_graph_keeps_what_is_written_and_leftovers_of_killed_tests_are_swept()
    {
        var dead = ProbeName.Of(new RunningProcess(int.MaxValue, "gone"), DateTimeOffset.UtcNow).With('_');
        var old = ProbeName.Of(RunningProcess.Current, DateTimeOffset.UtcNow - TimeSpan.FromMinutes(11)).With('_');
        await RunAsync($"CREATE (:{GraphTrial.Label} {{name: '{dead}'}}), (:{GraphTrial.Label} {{name: '{old}'}}), (:{GraphTrial.Label} {{name: 'of somebody else'}})");
        var report = await StoreProject.TestAsync(Lines);
        Assert.True(report.Passed, string.Join('\n', report.Steps));
        Assert.Equal(["ping", "sweep", "write", "read", "delete"], report.Steps.Select(step => step.Step));
        Assert.Equal("2 nodes of label DeployOpsProbe that killed tests had left in the graph were removed.", Assert.Single(report.Notes));
        Assert.Equal("of somebody else", Assert.Single(await RunAsync($"MATCH (n:{GraphTrial.Label}) RETURN n.name"))[0]);
        await RunAsync($"MATCH (n:{GraphTrial.Label}) DELETE n");
        Assert.DoesNotContain(server.Credentials.Password!, string.Join(' ', report.Steps), StringComparison.Ordinal);
    }

    [GraphServerFact]
    public async Task A_wrong_password_is_named_by_its_key_and_the_stores_before_the_graph_are_tried()
    {
        await using var redis = await RedisServer.StartAsync();
        var report = await StoreProject.TestAsync([.. Lines[..2], "NEO4J_PASSWORD=wr0ng-n0t-sh0wn", $"REDIS_URL=redis://:{RedisServer.Password}@127.0.0.1:{redis.Port}"]);
        var failed = Assert.Single(report.Steps, step => step.Passed == false);
        Assert.Equal((3, "ping", true), (report.ExitCode, failed.Step, failed.Detail.StartsWith("it refuses the login", StringComparison.Ordinal)));
        Assert.EndsWith("look at NEO4J_USER and NEO4J_PASSWORD", failed.Detail, StringComparison.Ordinal);
        Assert.Equal(failed, report.Steps[^1]);
        Assert.DoesNotContain("n0t", string.Join(' ', report.Steps) + report.NextAction, StringComparison.Ordinal);
    }

    private async Task<List<object?[]>> RunAsync(string query)
    {
        await using var session = await server.OpenAsync();
        var rows = new List<object?[]>();
        await foreach (var row in session.QueryAsync(new GraphQuery(query), CancellationToken.None))
        {
            rows.Add(row);
        }

        return rows;
    }
}
