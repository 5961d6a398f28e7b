using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Tests.Releases.Health;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations;

public sealed class WayConflictsTests
{
    private static readonly StackContainer Leaving = ScriptedContainers.Container("old") with
    {
        Name = "only",
        Ports = [new PublishedPort("127.0.0.1", 8080, 80, "tcp")],
        Networks = [new ContainerNetwork("shop_default", "10.0.0.7", [])],
        Mounts = [new ContainerMount("volume", "shop_data", "/data", IsWritable: true), new ContainerMount("bind", "/srv/files", "/files", IsWritable: true), new ContainerMount("bind", "/srv/settings", "/s", IsWritable: false)],
    };

    [Theory]
    [InlineData("""{"container_name":"only"}""")]
    [InlineData("""{"ports":[{"target":1,"published":"8080","host_ip":"127.0.0.1","protocol":"tcp"}]}""")]
    [InlineData("""{"ports":[{"target":1,"published":"8080"}]}""")]
    [InlineData("""{"networks":{"default":{"ipv4_address":"10.0.0.7"}}}""")]
    [InlineData("""{"volumes":[{"type":"volume","source":"data","target":"/elsewhere"}]}""")]
    [InlineData("""{"volumes":[{"type":"bind","source":"/srv/files","target":"/elsewhere"}]}""")]
    public void A_container_that_goes_is_in_the_way_of_a_service_that_will_have_what_it_has(string service) =>
        Assert.Equal(["new"], WayConflicts.Of(Plan("new", service), Leaving));

    [Theory]
    [InlineData("new", "{}")]
    [InlineData("new", """{"container_name":"another"}""")]
    [InlineData("new", """{"ports":[{"target":1,"published":"8080","host_ip":"127.0.0.2"},{"target":1,"published":"8080","protocol":"udp"},{"target":80},{"target":80,"published":"8080-8089"}]}""")]
    [InlineData("new", """{"networks":{"default":{"ipv4_address":"10.0.0.8"}}}""")]
    [InlineData("new", """{"volumes":[{"type":"volume","source":"data","target":"/data","read_only":true},{"type":"volume","source":"other","target":"/o"},{"type":"volume","target":"/u"}]}""")]
    [InlineData("new", """{"volumes":[{"type":"bind","source":"/srv/settings","target":"/s"},{"type":"bind","source":"shop_data","target":"/d"}]}""")]
    [InlineData("new", """{"container_name":"only","scale":0}""")]
    [InlineData("old", """{"container_name":"only"}""")]
    public void A_container_that_goes_runs_on_beside_what_it_does_not_touch(string name, string service) =>
        Assert.Empty(WayConflicts.Of(Plan(name, service), Leaving));

    private static ComposePlan Plan(string name, string service) => ComposePlan.Parse(new CapturedText(
        $"{{\"name\":\"shop\",\"services\":{{\"{name}\":{service}}},\"volumes\":{{\"data\":{{\"name\":\"shop_data\"}},\"other\":null}}}}"));
}
