using System.Globalization;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Smoke;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Smoke;

public sealed class SmokeAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8081/", "backend 127.0.0.1:8000:8000 | nginx 0.0.0.0:8081:80")]
    [InlineData("http://127.0.0.1:8081/", "nginx 0.0.0.0:8443:443 , :::8443:443 , :::8081:80")]
    [InlineData("https://127.0.0.1/", "nginx :443:443")]
    [InlineData("http://127.0.0.1:9999/", "shop-proxy 0.0.0.0:9999:9999")]
    [InlineData("http://127.0.0.1:8000/", "backend 0.0.0.0:8000:8000 | db 0.0.0.0:5432:5432")]
    [InlineData("http://192.168.1.5:8080/", "backend 192.168.1.5:8080:8080")]
    [InlineData("http://[::1]:8080/", "backend ::1:8080:8080")]
    [InlineData(null, "db 0.0.0.0:5432:5432 | cache 0.0.0.0:6379:6379")]
    [InlineData(null, "backend 0.0.0.0:9229:9229")]
    [InlineData(null, "web")]
    public void The_port_that_a_proxy_publishes_comes_first(string? expected, string containers)
    {
        var all = containers.Split(" | ").Select(text => text.Split(' ', 2)).Select(words => StandInContainers.Container(words[0], [.. (words.Length > 1 ? words[1].Split(" , ") : []).Select(Port)]));
        Assert.Equal(expected, SmokeAddress.Find(all)?.ToString());
    }

    [Fact]
    public void An_image_tells_what_its_service_does_not()
    {
        var backend = StandInContainers.Container("a", Port("0.0.0.0:8000:8000"));
        var front = StandInContainers.Container("b", Port("0.0.0.0:9000:9000")) with { ImageReference = "registry.example/nginx:1.27" };
        Assert.Equal("http://127.0.0.1:9000/", SmokeAddress.Find([backend, front])?.ToString());
    }

    [Fact]
    public void What_does_not_run_is_not_asked()
    {
        var container = StandInContainers.Container("web", Port("0.0.0.0:80:80"));
        Assert.Null(SmokeAddress.Find([container with { State = ContainerState.Exited }, container with { IsOneOff = true }]));
        Assert.Null(SmokeAddress.Find([StandInContainers.Container("web", Port("0.0.0.0:80:80") with { Protocol = "udp" })]));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static PublishedPort Port(string text)
    {
        var inside = text.LastIndexOf(':');
        var host = text.LastIndexOf(':', inside - 1);
        return new PublishedPort(text[..host], Number(text[(host + 1)..inside]), Number(text[(inside + 1)..]), "tcp");
    }
}
