using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Releases.Rehearsal;
using DeployOps.Engine.Tests.Compose.Plans;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Rehearsal;

public sealed class RehearsalCopyTests
{
    [Theory]
    [InlineData("""{"network_mode":"host"}""", "network_mode: host")]
    [InlineData("""{"network_mode":"container:live"}""", "network_mode")]
    [InlineData("""{"external_links":["live:db"]}""", "external_links")]
    [InlineData("""{"volumes":[{"type":"bind","source":"/var/run/docker.sock","target":"/s"}]}""", "docker socket")]
    public void A_service_that_would_reach_the_live_stack_is_refused_by_name(string service, string why)
    {
        var plan = ComposePlan.Parse(new CapturedText($"{{\"name\":\"shop\",\"services\":{{\"watcher\":{service}}}}}"));

        var failure = Assert.Throws<RehearsalNotPossibleException>(() => RehearsalCopy.Of(plan, "copy", _ => true));

        Assert.Equal("watcher", failure.Service);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_meets_nothing_of_the_live_stack_and_says_how_it_differs()
    {
        var (copy, notes) = RehearsalCopy.Of(RecordedPlan.Read().Without(["metrics", "sidecar"]), "shop-rehearsal-1", path => path == "/srv/shop/nginx.conf");

        Assert.All(copy.Networks.Concat(copy.Volumes), resource => Assert.StartsWith("shop-rehearsal-1_", resource.Name, StringComparison.Ordinal));
        Assert.DoesNotContain(copy.Networks.Concat(copy.Volumes), resource => resource.IsExternal);
        Assert.All(copy.Services, service => Assert.Equal("", service.ContainerName));
        Assert.All(copy.Services.SelectMany(service => service.Ports), port => Assert.Equal(("127.0.0.1", ""), (port.HostAddress, port.Published)));
        Assert.DoesNotContain("traefik", copy.Text().Reveal(), StringComparison.Ordinal);
        Assert.DoesNotContain("shop-app:latest", copy.Text().Reveal(), StringComparison.Ordinal);
        Assert.Equal(3, notes.Count);
        Assert.Contains(notes, note => note.Contains("shop_edge_of_all", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("could only read /srv/shop/nginx.conf", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("/srv/shop/uploads", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_copy_has_a_name_by_which_anybody_tells_what_it_is()
    {
        Assert.StartsWith("shop-rehearsal-", RehearsalCopy.NewName("shop"), StringComparison.Ordinal);
        Assert.NotEqual(RehearsalCopy.NewName("shop"), RehearsalCopy.NewName("shop"));
    }
}
