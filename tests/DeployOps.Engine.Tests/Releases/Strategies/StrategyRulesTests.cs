using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Strategies;
using DeployOps.Engine.Tests.Releases.Health;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Strategies;

public sealed class StrategyRulesTests
{
    [Theory]
    [InlineData("""{"container_name":"only"}""", "container_name")]
    [InlineData("""{"ports":[{"target":80,"published":"80"}]}""", "port 80")]
    [InlineData("""{"network_mode":"host"}""", "network_mode")]
    [InlineData("""{"network_mode":"service:other"}""", "other")]
    [InlineData("""{"networks":{"default":{"ipv4_address":"10.0.0.7"}}}""", "ipv4_address")]
    public void A_service_that_cannot_run_twice_does_not_roll_and_the_setting_is_named(string service, string named)
    {
        var failure = Assert.Throws<StrategyNotPossibleException>(() => UpStrategies.Demand(Project(ReleaseStrategy.Rolling), Plan(service), []));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ports":[{"target":80}]}""")]
    [InlineData("""{"ports":[{"target":80,"published":"8000-8009"}]}""")]
    [InlineData("""{"deploy":{"replicas":0},"container_name":"only"}""")]
    public void A_service_that_can_run_twice_rolls(string service) => UpStrategies.Demand(Project(ReleaseStrategy.Rolling), Plan(service), []);

    [Fact]
    public void A_service_whose_network_another_one_shares_does_not_roll() =>
        Assert.Throws<StrategyNotPossibleException>(() => UpStrategies.Demand(Project(ReleaseStrategy.Rolling), Plan("{}", """{"network_mode":"service:backend"}"""), []));

    [Fact]
    public void A_service_that_ends_does_not_roll() =>
        Assert.Throws<StrategyNotPossibleException>(() => UpStrategies.Demand(
            Project(ReleaseStrategy.Rolling), Plan("{}", """{"depends_on":{"backend":{"condition":"service_completed_successfully"}}}"""), []));

    [Fact]
    public void Blue_green_needs_a_switch_and_no_fixed_address()
    {
        Assert.Contains("release.blue-green.switch", Refused(Project(ReleaseStrategy.BlueGreen), "{}"), StringComparison.Ordinal);
        Assert.Contains("ipv4_address", Refused(Project(ReleaseStrategy.BlueGreen, "switch"), """{"networks":{"default":{"ipv4_address":"10.0.0.7"}}}"""), StringComparison.Ordinal);
        UpStrategies.Demand(Project(ReleaseStrategy.BlueGreen, "switch"), Plan("""{"container_name":"only","ports":[{"target":80,"published":"80"}]}"""), []);
    }

    [Fact]
    public void A_service_with_data_on_a_volume_without_a_name_goes_by_neither_strategy()
    {
        const string Unnamed = """{"volumes":[{"type":"volume","target":"/data"}]}""";
        Assert.Contains("a volume without a name at /data", Refused(Project(ReleaseStrategy.Rolling), Unnamed), StringComparison.Ordinal);
        Assert.Contains("a volume without a name at /data", Refused(Project(ReleaseStrategy.BlueGreen, "switch"), Unnamed), StringComparison.Ordinal);
        UpStrategies.Demand(Project(ReleaseStrategy.Recreate), Plan(Unnamed), []);
        UpStrategies.Demand(Project(ReleaseStrategy.Rolling), Plan("""{"volumes":[{"type":"volume","source":"data","target":"/data"},{"type":"tmpfs","target":"/t"}]}"""), []);
    }

    [Fact]
    public void A_volume_of_the_image_is_seen_in_the_containers_that_run()
    {
        var unnamed = new ContainerMount("volume", new string('a', 64), "/data", IsWritable: true);
        var named = new ContainerMount("volume", "shop_data", "/data", IsWritable: true);
        var project = Project(ReleaseStrategy.Rolling);
        Assert.Contains("at /data", Assert.Throws<StrategyNotPossibleException>(() => UpStrategies.Demand(project, Plan("{}"), [Running(unnamed)])).Message, StringComparison.Ordinal);
        UpStrategies.Demand(project, Plan("{}"), [Running(named), Running(unnamed) with { Service = "other" }, Running(unnamed) with { IsOneOff = true }]);

        // With a volume of its own, or in memory, the service can go so from this release on.
        UpStrategies.Demand(project, Plan("""{"volumes":[{"type":"volume","source":"data","target":"/data/"}]}"""), [Running(unnamed)]);
        UpStrategies.Demand(project, Plan("""{"tmpfs":["/data:size=1m"]}"""), [Running(unnamed)]);
    }

    private static string Refused(DeployProject project, string service) => Assert.Throws<StrategyNotPossibleException>(() => UpStrategies.Demand(project, Plan(service), [])).Message;

    private static StackContainer Running(params ContainerMount[] mounts) => ScriptedContainers.Container("backend") with { Mounts = mounts };

    private static ComposePlan Plan(string backend, string other = "{}") =>
        ComposePlan.Parse(new CapturedText($"{{\"name\":\"shop\",\"services\":{{\"backend\":{backend},\"other\":{other}}}}}"));

    private static DeployProject Project(ReleaseStrategy strategy, params string[] command) => new()
    {
        Root = "/srv/shop",
        Name = "shop",
        Release = new ReleaseSettings { Services = [new ReleaseServiceSettings { Service = "backend", Strategy = strategy }], BlueGreen = new BlueGreenSettings { Switch = command } },
    };
}
