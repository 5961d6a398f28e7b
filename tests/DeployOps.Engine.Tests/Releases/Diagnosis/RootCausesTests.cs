using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Engine.Releases.Diagnosis.Ranking;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Diagnosis;

public sealed class RootCausesTests
{
    [Fact]
    public void What_others_need_comes_before_what_fails_because_of_it()
    {
        var map = Map(("proxy", "backend"), ("backend", "db"));
        Assert.Equal(
            ["db", "backend", "proxy"],
            Rank(map, new("proxy", DiagnosisCause.StaleUpstream, 70, "p"), new("backend", DiagnosisCause.DependencyUnreachable, 90, "b") { Peer = "db" }, new("db", DiagnosisCause.DatabaseDown, 55, "d")).Select(cause => cause.Service));
    }

    [Fact]
    public void A_fault_of_its_own_is_no_consequence()
    {
        var ranked = Rank(Map(("backend", "db")), new("backend", DiagnosisCause.MissingVariable, 92, "b"), new("db", DiagnosisCause.DatabaseDown, 55, "d"));
        Assert.Equal(["backend", "db"], ranked.Select(cause => cause.Service));
        Assert.Equal(92, ranked[0].Confidence);
    }

    [Fact]
    public void One_that_cannot_reach_a_healthy_peer_is_not_blamed_on_another()
    {
        var ranked = Rank(Map(("backend", "db")), new("backend", DiagnosisCause.DependencyUnreachable, 76, "b") { Peer = "cache" }, new("db", DiagnosisCause.DiskFull, 90, "d"));
        Assert.DoesNotContain("because of", ranked.Single(cause => cause.Service == "backend").Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_exact_takes_the_place_of_what_is_general_and_keeps_its_words()
    {
        var only = Assert.Single(Rank(Map(), new("db", DiagnosisCause.DatabaseDown, 55, "It ended with exit code 1.") { IsGeneral = true }, new("db", DiagnosisCause.DiskFull, 90, "The disk is full.")));
        Assert.Equal("The disk is full. It ended with exit code 1.", only.Explanation);
    }

    [Fact]
    public void Two_looks_that_agree_are_one_cause_and_surer()
    {
        var only = Assert.Single(Rank(Map(), new("a", DiagnosisCause.DiskFull, 90, "x"), new("a", DiagnosisCause.DiskFull, 80, "y") { FirstError = "z" }));
        Assert.Equal((92, "z"), (only.Confidence, only.FirstError));
    }

    [Fact]
    public void Services_that_need_each_other_do_not_end_the_ranking() =>
        Assert.Equal(2, Rank(Map(("a", "b"), ("b", "a")), new("a", DiagnosisCause.CrashAtStart, 55, "x"), new("b", DiagnosisCause.CrashAtStart, 55, "y")).Count);

    [Fact]
    public void A_store_that_refuses_a_login_gives_way_to_the_client_that_is_refused() =>
        Assert.Equal("backend", Assert.Single(Rank(Map(("backend", "db")), new("db", DiagnosisCause.BadCredentials, 58, "x"), new("backend", DiagnosisCause.BadCredentials, 92, "y"))).Service);

    private static StackMap Map(params (string Service, string Needs)[] needs)
    {
        var map = new StackMap(model: null, []);
        foreach (var (service, needed) in needs)
        {
            map.Add(service, needed);
        }

        return map;
    }

    private static IReadOnlyList<Suspicion> Rank(StackMap map, params Suspicion[] suspicions) => RootCauses.Rank(suspicions, map, new Dictionary<string, string>());
}
