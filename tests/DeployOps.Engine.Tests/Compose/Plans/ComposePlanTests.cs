using System.Text.Json.Nodes;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Processes;
using Xunit;

namespace DeployOps.Engine.Tests.Compose.Plans;

public sealed class ComposePlanTests
{
    private static readonly ComposePlan Plan = RecordedPlan.Read();

    [Fact]
    public void Services_images_and_counts_are_read()
    {
        Assert.Equal("shop", Plan.Name);
        Assert.Equal(["backend", "db", "metrics", "proxy", "setup", "sidecar"], Plan.Services.Select(service => service.Name));
        Assert.Equal("shop-proxy", Plan.Images()["proxy"]);
        Assert.Equal("shop-app:1", Plan.Images()["setup"]);
        Assert.Equal(2, Plan.Find("backend")!.Containers);
        Assert.Equal(["setup"], Plan.Find("backend")!.AwaitedToEnd);
        Assert.Equal(["backend", "db"], Plan.Find("sidecar")!.SharedWith);
        Assert.Equal(["volumes_from"], Plan.Find("sidecar")!.OutsideContainers);
        Assert.Equal(["/srv/shop/uploads", "/srv/shop/nginx.conf"], Plan.Find("backend")!.Binds);
        Assert.Equal(["data"], Plan.Find("db")!.VolumeKeys);
        Assert.True(Plan.Networks.Single(network => network.Key == "edge").IsExternal);
    }

    [Fact]
    public void A_range_of_ports_is_not_fixed_and_one_port_is()
    {
        Assert.False(Plan.Find("backend")!.Ports.Single().IsFixed);
        Assert.Equal([true, true, false], Plan.Find("proxy")!.Ports.Select(port => port.IsFixed));
    }

    [Fact]
    public void Dependencies_are_followed_through_others_and_put_in_order()
    {
        Assert.Equal(["backend", "db", "setup"], Plan.AllDependenciesOf("proxy").Order());
        Assert.Equal(["db", "backend", "proxy"], Plan.InDependencyOrder(["proxy", "backend", "db"]));
    }

    [Fact]
    public void A_circle_of_dependencies_has_an_order_all_the_same()
    {
        var plan = Parse("""{"name":"x","services":{"a":{"depends_on":["b"]},"b":{"depends_on":["a"]}}}""");

        Assert.Equal(["a", "b"], plan.InDependencyOrder(["b", "a"]));
    }

    [Fact]
    public void What_is_not_changed_stays_as_it_was()
    {
        var written = Written(Plan.WithImages(new Dictionary<string, string> { ["db"] = "postgres:18" }));
        var before = JsonNode.Parse(RecordedPlan.Json)!;
        before["services"]!["db"]!["image"] = "postgres:18";

        Assert.True(JsonNode.DeepEquals(before, written));
        Assert.Equal("p$$w${x}\"\\ué😀", written["services"]!["backend"]!["environment"]!["PASSWORD"]!.GetValue<string>());
        Assert.Contains("\"cpus\": 0.50", Plan.Text().Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_that_was_changed_stays_as_it_was()
    {
        var text = Plan.Text().Reveal();
        _ = Plan.Renamed("copy").WithFreshNetworks().WithFreshVolumes().WithEphemeralPorts().Only(["db"]);

        Assert.Equal(text, Plan.Text().Reveal());
    }

    [Fact]
    public void Nothing_of_it_is_shown()
    {
        Assert.Equal("plan of 6 services (not shown)", Plan.ToString());
        foreach (var text in new[] { "hunter2", "[\"hunter2\"]", "{\"services\":\"hunter2\"}", "{\"services\":{\"a\":\"hunter2\"}}", "{\"a\":\"hunter2", "{\"a\":\"hunter2\",\"a\":1}", "{\"a\":\"hunter2 \\ud800\"}" })
        {
            var failure = Assert.Throws<ComposePlanInvalidException>(() => Parse(text));
            Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_is_written_for_its_owner_only_and_read_back()
    {
        var folder = Directory.CreateTempSubdirectory("plan-");
        try
        {
            var path = Path.Combine(folder.FullName, "compose.json");
            Plan.Write(path);
            Plan.Renamed("second").Write(path);

            Assert.Equal("second", (await ComposePlan.ReadAsync(path, CancellationToken.None)).Name);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            }

            Assert.Single(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var failure = await Assert.ThrowsAsync<ComposePlanInvalidException>(() => ComposePlan.ReadAsync("/nowhere/compose.json", CancellationToken.None));

        Assert.Contains("/nowhere/compose.json", failure.Message, StringComparison.Ordinal);
    }

    private static ComposePlan Parse(string json) => ComposePlan.Parse(new CapturedText(json));

    private static JsonNode Written(ComposePlan plan) => JsonNode.Parse(plan.Text().Reveal())!;
}
