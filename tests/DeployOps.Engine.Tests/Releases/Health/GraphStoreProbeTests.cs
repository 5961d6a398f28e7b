using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Health.Looking;
using DeployOps.Engine.Releases.Health.Stores;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Graph;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Health;

/// <summary>Row PA8: where the graph is, by the keys of an environment file.</summary>
public sealed class GraphStoreProbeTests : IGraphConnector
{
    private const string Secret = "Zp4-not-to-be-seen";

    private (GraphAddress Address, GraphCredentials? Credentials)? _asked;

    [Theory]
    [InlineData("NEO4J_URI=bolt://graph:7688;NEO4J_USER=neo;NEO4J_PASSWORD=" + Secret, "graph:7688", "NEO4J_URI and NEO4J_PASSWORD")]
    [InlineData("NEO4J_URL=neo4j+s://u:" + Secret + "@graph.example", "graph.example:7687", "NEO4J_URL")]
    [InlineData("NEO4J_PASSWORD=" + Secret, "graph:7687", "NEO4J_PASSWORD")]
    [InlineData("NEO4J_AUTH=neo4j/" + Secret, "graph:7687", "NEO4J_AUTH")]
    [InlineData("NEO4J_HOST=other;NEO4J_PORT=9000;NEO4J_AUTH=none", "other:9000", "NEO4J_AUTH")]
    public void It_is_found_by_its_keys(string keys, string where, string named)
    {
        var target = Find(keys);

        Assert.Equal((where, named, (string?)null), (target!.ToString(), target.Keys, target.Problem));
    }

    [Fact]
    public void A_project_without_its_keys_has_none_and_a_value_that_is_no_address_is_named_and_not_shown()
    {
        Assert.Null(Find("REDIS_URL=redis://cache"));
        var problem = Find("NEO4J_URI=" + Secret)!.Problem;
        Assert.StartsWith("NEO4J_URI cannot be used: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_asked_where_the_route_leads_with_the_login_of_its_address_and_a_refused_login_names_the_key()
    {
        var target = Find($"NEO4J_URL=bolt://u:{Secret}@graph")!;

        var failure = await Assert.ThrowsAsync<GraphLoginRefusedException>(() => target.PingAsync(new StoreEndpoint("127.0.0.1", 4711), TimeSpan.FromSeconds(1), CancellationToken.None));

        Assert.Equal(("127.0.0.1", 4711, "u"), (_asked!.Value.Address.Host, _asked.Value.Address.Port, _asked.Value.Credentials!.User));
        Assert.Equal(new StoreJudgement(HealthLevel.Unhealthy, "it refuses the login (Neo.Refused); look at NEO4J_URL"), new GraphStoreProbe(this).Judge(failure, target));
    }

    public Task<IGraphSession> OpenAsync(GraphAddress address, GraphCredentials? credentials, GraphSessionOptions options, CancellationToken cancellationToken)
    {
        _asked = (address, credentials);
        throw new GraphLoginRefusedException(address, "Neo.Refused");
    }

    private StoreTarget? Find(string keys)
    {
        var values = keys.Split(';').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new GraphStoreProbe(this).Find(new StoreSurroundings(values.GetValueOrDefault, [StackService.Of("graph", "shop-graph:1")]));
    }
}
