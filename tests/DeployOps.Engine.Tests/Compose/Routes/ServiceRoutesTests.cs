using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using Xunit;

namespace DeployOps.Engine.Tests.Compose.Routes;

public sealed class ServiceRoutesTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ServiceRoutesTests() => _listener.Start();

    private int OpenPort => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("127.0.0.1")]
    [InlineData("")]
    public async Task A_published_port_comes_first(string bound)
    {
        await using var route = await OpenAsync(Container("db") with { Ports = [new("::", OpenPort, 5432, "tcp"), new(bound, OpenPort, 5432, "tcp")], Networks = [Network("127.0.0.1")] });
        Assert.Equal((RouteKind.Published, "127.0.0.1", OpenPort), (route.Kind, route.Host, route.Port));
    }

    [Fact]
    public async Task A_port_of_another_protocol_or_number_is_not_taken()
    {
        var container = Container("db") with { Ports = [new("127.0.0.1", OpenPort, 5432, "udp"), new("127.0.0.1", OpenPort, 5433, "tcp")] };
        await using var route = await OpenAsync(container);
        Assert.Equal(RouteKind.Tunnel, route.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Else_the_containers_own_address_even_when_nothing_listens_there(bool listens)
    {
        await using var route = await OpenAsync(Container("db") with { Networks = [Network(""), Network("127.0.0.1")] }, port: listens ? OpenPort : ClosedPort());
        Assert.Equal((RouteKind.Container, "127.0.0.1"), (route.Kind, route.Host));
    }

    [Fact]
    public async Task Where_addresses_of_containers_are_out_of_reach_there_is_a_tunnel()
    {
        await using var route = await OpenAsync(Container("db") with { Networks = [Network("127.0.0.1")] }, port: OpenPort, mayReach: false);
        Assert.Equal((RouteKind.Tunnel, "127.0.0.1"), (route.Kind, route.Host));
        Assert.NotEqual(OpenPort, route.Port);
    }

    [Theory]
    [InlineData("ssh://admin@server")]
    [InlineData("tcp://10.0.0.9:2376")]
    [InlineData("")]
    public async Task With_an_engine_elsewhere_ports_of_this_machine_are_not_taken_for_its_own(string endpoint)
    {
        var container = Container("db") with { Ports = [new("0.0.0.0", OpenPort, 5432, "tcp")], Networks = [Network("127.0.0.1")] };
        await using var route = await OpenAsync(container, endpoint: endpoint);
        Assert.Equal(RouteKind.Tunnel, route.Kind);
    }

    [Fact]
    public async Task A_container_in_the_hosts_network_is_the_machine()
    {
        await using var route = await OpenAsync(Container("db") with { Networks = [new("host", "", [])] }, port: OpenPort);
        Assert.Equal((RouteKind.Published, "127.0.0.1", OpenPort), (route.Kind, route.Host, route.Port));
    }

    [Theory]
    [InlineData("db.example.com", "db.example.com")]
    [InlineData("host.docker.internal", "127.0.0.1")]
    public async Task What_is_no_service_is_reached_as_it_is_named(string host, string expected)
    {
        await using var route = await OpenAsync(Container("db"), host: host);
        Assert.Equal((RouteKind.Direct, expected, 5432), (route.Kind, route.Host, route.Port));
    }

    [Theory]
    [InlineData("DB")]
    [InlineData("shop-db-1")]
    [InlineData("database")]
    public async Task A_service_goes_by_its_name_its_containers_name_and_its_aliases(string host)
    {
        await using var route = await OpenAsync(Container("db") with { Networks = [new("shop_data", "127.0.0.1", ["database"])] }, host: host, port: OpenPort);
        Assert.Equal(RouteKind.Container, route.Kind);
    }

    [Fact]
    public async Task A_service_that_does_not_run_has_a_name()
    {
        var failure = await Assert.ThrowsAsync<ServiceNotRunningException>(() => OpenAsync(Container("db") with { State = ContainerState.Exited }));
        Assert.Contains("exited", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"docker start {Container("db").Name}", failure.RecommendedAction, StringComparison.Ordinal);
        var absent = await Assert.ThrowsAsync<ServiceNotRunningException>(() => OpenAsync(Container("web"), host: "db", services: ["db"]));
        Assert.Contains("--env-file … up -d db", absent.RecommendedAction, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ServiceNotRunningException>(() => OpenAsync(Container("db") with { IsOneOff = true }, services: ["db"]));
    }

    [Theory]
    [InlineData("none\n", 0, typeof(RouteNotFoundException))]
    [InlineData("", 127, typeof(RouteNotFoundException))]
    [InlineData("closed\n", 0, typeof(ServicePortClosedException))]
    public async Task Without_a_way_it_is_said_by_name(string answer, int exitCode, Type expected) =>
        Assert.Equal(expected, (await Record.ExceptionAsync(() => OpenAsync(Container("db"), answer: answer, exitCode: exitCode)))?.GetType());

    [Theory]
    [InlineData("unix:///var/run/docker.sock", true)]
    [InlineData("npipe:////./pipe/docker_engine", true)]
    [InlineData("tcp://127.0.0.1:2375", true)]
    [InlineData("tcp://build.example.com:2375", false)]
    [InlineData("ssh://admin@localhost", false)]
    public void An_engine_of_this_machine_is_told_by_its_endpoint(string endpoint, bool expected) => Assert.Equal(expected, EngineHost.IsLocal(endpoint));

    private static async Task<ServiceRoute> OpenAsync(
        StackContainer container, string host = "db", int port = 5432, bool mayReach = true, string endpoint = "unix:///var/run/docker.sock",
        string answer = "socat", int exitCode = 0, IReadOnlyCollection<string>? services = null)
    {
        var routes = new ServiceRoutes(new StandInContainers(answer, exitCode), new StandInProcesses(0, endpoint + "\n", ""), new ProcessRunner()) { MayReachContainers = mayReach };
        return await routes.OpenAsync(new RouteRequest { Host = host, Port = port, Containers = [container], Services = services ?? [] }, CancellationToken.None);
    }

    private static StackContainer Container(string service) => new()
    {
        Id = "0123", Name = $"shop-{service}-1", Project = "shop", Service = service, ImageId = "sha256:1", State = ContainerState.Running,
    };

    private static ContainerNetwork Network(string address) => new("shop_data", address, []);

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
