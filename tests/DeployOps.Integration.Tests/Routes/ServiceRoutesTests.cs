using System.Net.Sockets;
using System.Security.Cryptography;
using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Routes;

public sealed class ServiceRoutesTests
{
    [DockerEngineFact]
    public async Task A_published_port_is_taken_and_an_internal_network_is_reached_by_the_containers_address()
    {
        await using (var published = await TalkingContainer.StartAsync(options: ["--publish", "0.0.0.0::7000"]))
        {
            await using var route = await OpenAsync(published);
            Assert.Equal((RouteKind.Published, "127.0.0.1"), (route.Kind, route.Host));
            await EchoAsync(route, 1000);
        }

        await using var inner = await TalkingContainer.StartAsync(network: "--internal");
        await using (var route = await OpenAsync(inner))
        {
            Assert.Equal(OperatingSystem.IsLinux() ? RouteKind.Container : RouteKind.Tunnel, route.Kind);
            await EchoAsync(route, 1000);
        }

        await inner.StopAsync();
        await Assert.ThrowsAsync<ServiceNotRunningException>(() => OpenAsync(inner));
    }

    [DockerEngineFact]
    public async Task A_tunnel_carries_several_connections_whole_and_leaves_nothing_behind()
    {
        await using var container = await TalkingContainer.StartAsync(network: "--internal");
        var before = await container.ProcessesAsync();
        await using (var route = await OpenAsync(container, mayReach: false))
        {
            Assert.Equal(RouteKind.Tunnel, route.Kind);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EchoAsync(route, 2_000_000)));

            // Connections that are still open when the route goes, and one that was cut off.
            using var open = await ConnectAsync(route);
            await open.SendAsync("x"u8.ToArray());
            Assert.Equal(1, await open.ReceiveAsync(new byte[10]));
            using var cut = await ConnectAsync(route);
            await cut.SendAsync("x"u8.ToArray());
            Assert.Equal(1, await cut.ReceiveAsync(new byte[10]));
            cut.LingerState = new LingerOption(true, 0);
            cut.Close();
        }

        var left = await container.ProcessesAsync();
        for (var attempt = 0; attempt < 100 && Count(left) > Count(before); attempt++)
        {
            await Task.Delay(100);
            left = await container.ProcessesAsync();
        }

        Assert.DoesNotContain("cat", left, StringComparison.Ordinal);
        Assert.DoesNotContain("/dev/tcp", left, StringComparison.Ordinal);
        Assert.InRange(Count(left), 0, Count(before));

        static int Count(string lines) => lines.Count(character => character == '\n');
    }

    [DockerEngineFact]
    public async Task Through_a_tunnel_an_answer_after_the_last_word_comes_whole_and_the_servers_end_too()
    {
        await using var container = await TalkingContainer.StartAsync(network: "--internal");
        await using var route = await OpenAsync(container, 7001, mayReach: false);
        using var socket = await ConnectAsync(route);
        await using var stream = new NetworkStream(socket);
        await socket.SendAsync("please\n"u8.ToArray());
        socket.Shutdown(SocketShutdown.Send);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.Equal(300_000, (await new StreamReader(stream).ReadToEndAsync(limit.Token)).Length);
    }

    [DockerEngineFact]
    public async Task A_port_without_listener_and_an_image_without_a_program_for_tunnels_have_names()
    {
        await using var container = await TalkingContainer.StartAsync(network: "--internal");
        await Assert.ThrowsAsync<ServicePortClosedException>(() => OpenAsync(container, 7099, mayReach: false));
        await using var bare = await TalkingContainer.StartAsync("mv /bin/bash /bin/no-longer", "--internal");
        await Assert.ThrowsAsync<RouteNotFoundException>(() => OpenAsync(bare, mayReach: false));
    }

    private static async Task<ServiceRoute> OpenAsync(TalkingContainer container, int port = 7000, bool mayReach = true)
    {
        var routes = new ServiceRoutes(StackEngine.OfThisMachine.Containers, new ProcessRunner(), new ProcessRunner()) { MayReachContainers = mayReach && OperatingSystem.IsLinux() };
        return await routes.OpenAsync(new RouteRequest { Host = "talker", Port = port, Containers = await container.InspectAsync() }, CancellationToken.None);
    }

    private static async Task EchoAsync(ServiceRoute route, int length)
    {
        using var socket = await ConnectAsync(route);
        await using var stream = new NetworkStream(socket);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var bytes = RandomNumberGenerator.GetBytes(length);
        var sending = stream.WriteAsync(bytes, limit.Token);
        var back = new byte[length];
        await stream.ReadExactlyAsync(back, limit.Token);
        await sending;
        Assert.Equal(bytes, back);
    }

    private static async Task<Socket> ConnectAsync(ServiceRoute route)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(route.Host, route.Port);
        return socket;
    }
}
