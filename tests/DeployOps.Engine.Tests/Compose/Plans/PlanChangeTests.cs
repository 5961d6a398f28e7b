using System.Text.Json.Nodes;
using DeployOps.Engine.Compose.Plans;
using Xunit;

namespace DeployOps.Engine.Tests.Compose.Plans;

public sealed class PlanChangeTests
{
    private static readonly ComposePlan Plan = RecordedPlan.Read();

    [Fact]
    public void A_renamed_stack_shares_no_name_with_the_old_one_but_what_is_external()
    {
        var plan = Plan.Renamed("copy");

        Assert.Equal("copy", plan.Name);
        Assert.Equal(["copy_default", "shop_edge_of_all", "copy_inside"], plan.Networks.Select(network => network.Name));
        Assert.Equal(["copy_data", "media", "copy_nfs"], plan.Volumes.Select(volume => volume.Name));
        Assert.Equal("copy_s", Node(plan)["secrets"]!["s"]!["name"]!.GetValue<string>());
        Assert.Equal("", plan.Find("db")!.ContainerName);
        Assert.Equal("shop-proxy", plan.Images()["proxy"]);
    }

    [Fact]
    public void Only_some_services_leave_out_what_they_say_of_others()
    {
        var plan = Plan.Only(["backend", "setup", "proxy"]);

        Assert.Equal(["backend", "proxy", "setup"], plan.Services.Select(service => service.Name));
        Assert.Equal(["setup"], plan.Find("backend")!.Dependencies);
        Assert.Equal(["default", "edge"], plan.Networks.Select(network => network.Key));
        Assert.Empty(plan.Volumes);
        Assert.Null(Node(Plan.Only(["proxy"]))["services"]!["proxy"]!["links"]);
        Assert.Null(Node(Plan.Only(["proxy"]))["services"]!["proxy"]!["depends_on"]);
    }

    [Fact]
    public void Ephemeral_ports_are_on_loopback_and_have_no_number()
    {
        var plan = Plan.WithEphemeralPorts();

        Assert.All(plan.Services.SelectMany(service => service.Ports), port => Assert.Equal(("127.0.0.1", ""), (port.HostAddress, port.Published)));
        Assert.Equal([80, 53, 443], plan.Find("proxy")!.Ports.Select(port => port.Target));
        Assert.Equal("udp", plan.Find("proxy")!.Ports[1].Protocol);
    }

    [Fact]
    public void Ports_can_be_mapped_one_by_one()
    {
        var plan = Plan.WithPublishedPorts((service, port) => service == "proxy" && port.Target == 80 ? 18080 : null);

        Assert.Equal(["18080", "", ""], plan.Find("proxy")!.Ports.Select(port => port.Published));
    }

    [Fact]
    public void Shared_networks_are_taken_by_the_names_they_have()
    {
        var plan = Plan.WithSharedNetworks(["default"]).Renamed("copy");

        Assert.Equal([("default", "shop_default", true), ("edge", "shop_edge_of_all", true), ("inside", "copy_inside", false)], plan.Networks.Select(network => (network.Key, network.Name, network.IsExternal)));
    }

    [Fact]
    public void Fresh_networks_and_volumes_have_nothing_of_the_old_ones()
    {
        var plan = Plan.Renamed("copy").WithFreshNetworks().WithFreshVolumes();

        Assert.Equal(["copy_default", "copy_edge", "copy_inside"], plan.Networks.Select(network => network.Name));
        Assert.Equal(["copy_data", "copy_media", "copy_nfs"], plan.Volumes.Select(volume => volume.Name));
        Assert.DoesNotContain(plan.Networks, network => network.IsExternal);
        Assert.DoesNotContain("10.99.0", plan.Text().Reveal(), StringComparison.Ordinal);
        Assert.DoesNotContain("nfs\",", plan.Text().Reveal(), StringComparison.Ordinal);
        Assert.True(Node(plan)["networks"]!["inside"]!["internal"]!.GetValue<bool>());
        Assert.Equal("api", Node(plan)["services"]!["backend"]!["networks"]!["default"]!["aliases"]![0]!.GetValue<string>());
    }

    [Fact]
    public void Binds_are_read_only_and_no_folder_is_made()
    {
        var volumes = Node(Plan.WithReadOnlyBinds(path => path == "/srv/shop/nginx.conf"))["services"]!["backend"]!["volumes"]!;

        Assert.Equal("""{"type":"volume","target":"/uploads"}""", volumes[0]!.ToJsonString());
        Assert.True(volumes[1]!["read_only"]!.GetValue<bool>());
        Assert.Null(volumes[1]!["bind"]!["create_host_path"]);
    }

    [Fact]
    public void Private_builds_move_no_further_tag()
    {
        var build = Node(Plan.WithPrivateBuilds())["services"]!["backend"]!["build"]!.AsObject();

        Assert.Equal(["context", "dockerfile", "args"], build.Select(entry => entry.Key));
        Assert.DoesNotContain(Plan.WithoutBuilds().Services, service => service.IsBuilt);
    }

    [Fact]
    public void Labels_and_profiles_can_be_left_out()
    {
        Assert.DoesNotContain("traefik", Plan.WithoutLabels().Text().Reveal(), StringComparison.Ordinal);
        Assert.DoesNotContain("profiles", Plan.WithoutProfiles().Text().Reveal(), StringComparison.Ordinal);
    }

    private static JsonNode Node(ComposePlan plan) => JsonNode.Parse(plan.Text().Reveal())!;
}
