using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Smoke;

/// <summary>Where a stack answers requests, found from the ports that its running containers publish.</summary>
internal static class SmokeAddress
{
    // In the order in which a service that is called so stands before the others.
    private static readonly string[] ProxyWords = ["proxy", "nginx", "frontend", "caddy", "traefik", "gateway", "web", "haproxy", "envoy", "ingress", "edge"];

    private static readonly int[] WebPorts = [80, 8080, 8000, 3000, 443, 8443, 5000];

    // These speak something else than HTTP, or are no part of the application: PostgreSQL, MySQL, SQL Server, MongoDB, Redis, Memcached,
    // Neo4j, RabbitMQ, Kafka, SSH.
    private static readonly HashSet<int> OtherPorts = [5432, 3306, 33060, 1433, 27017, 6379, 11211, 7687, 7474, 7473, 5672, 15672, 9092, 22];

    /// <summary>The address, or <see langword="null"/> when no port looks like a web server's.</summary>
    public static Uri? Find(IEnumerable<StackContainer> containers)
    {
        var ports = containers
            .Where(container => container is { IsOneOff: false, State: ContainerState.Running })
            .SelectMany(container => container.Ports, (container, port) => (Proxy: RankOf(container), Web: RankOf(port), Port: port))
            .Where(found => found.Port is { Protocol: "tcp", HostPort: > 0 } && !OtherPorts.Contains(found.Port.ContainerPort))
            .Where(found => found.Proxy < ProxyWords.Length || found.Web < WebPorts.Length)
            .OrderBy(found => found.Proxy).ThenBy(found => found.Web).ThenBy(found => found.Port.HostPort)
            .Select(found => found.Port);
        return ports.FirstOrDefault() is { } port ? Of(port) : null;
    }

    private static Uri Of(PublishedPort port)
    {
        // What listens everywhere listens on the loopback address, too.
        var host = port.HostAddress is "" or "0.0.0.0" or "::" ? "127.0.0.1" : port.HostAddress;
        var isSix = IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        return new Uri(FormattableString.Invariant($"{(port.ContainerPort is 443 or 8443 ? "https" : "http")}://{(isSix ? $"[{host}]" : host)}:{port.HostPort}"));
    }

    private static int RankOf(StackContainer container)
    {
        var words = Words(container.Service).Concat(Words(ImageReference.Parse(container.ImageReference).ShortName)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Rank(Array.FindIndex(ProxyWords, words.Contains), ProxyWords.Length);
    }

    private static int RankOf(PublishedPort port) => Rank(Array.IndexOf(WebPorts, port.ContainerPort), WebPorts.Length);

    private static int Rank(int place, int last) => place < 0 ? last : place;

    private static string[] Words(string name) => name.TrimEnd("0123456789".ToCharArray()).Split('-', '_', '.');
}
