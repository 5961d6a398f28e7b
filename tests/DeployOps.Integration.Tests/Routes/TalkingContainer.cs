using DeployOps.Engine.Compose.Stacks;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Routes;

/// <summary>
/// A container that carries the labels of a compose service and serves three ports: 7000 sends everything back, 7001 answers a line with
/// 300,000 bytes a moment later and closes, 6379 says PONG to whatever comes.
/// </summary>
internal sealed class TalkingContainer : IAsyncDisposable
{
    private const string Server =
        """
        use IO::Socket::INET; $SIG{CHLD} = 'IGNORE'; $| = 1;
        for my $port (7000, 7001, 6379) {
          next if fork;
          my $server = IO::Socket::INET->new(LocalPort => $port, Listen => 64, ReuseAddr => 1) or die;
          while (1) {
            my $client = $server->accept or next;
            next if fork;
            if ($port == 7001) { my $line = <$client>; select undef, undef, undef, 0.5; print $client 'x' x 300000; exit }
            while (sysread $client, my $bytes, 65536) { syswrite $client, $port == 7000 ? $bytes : "+PONG\r\n" }
            exit;
          }
        }
        sleep 3600;
        """;

    private readonly string _name = $"route-{Random.Shared.Next(100_000, 1_000_000)}";

    /// <summary>Starts one.</summary>
    /// <param name="before">What is done in the container before, such as removing bash.</param>
    /// <param name="network">A network that is made for it: <c>--internal</c>, or none for the default one.</param>
    /// <param name="options">More options of docker run.</param>
    public static async Task<TalkingContainer> StartAsync(string before = "true", string? network = null, params string[] options)
    {
        var container = new TalkingContainer();
        var joined = Array.Empty<string>();
        if (network is not null)
        {
            await Command.SucceedAsync(null, "docker", "network", "create", network, container._name);
            joined = ["--network", container._name];
        }

        await Command.SucceedAsync(
            null, "docker",
            [
                "run", "--detach", "--init", "--name", container._name, "--label", $"com.docker.compose.project={container._name}", "--label", "com.docker.compose.service=talker",
                .. joined, .. options, "debian:trixie-slim", "sh", "-c", before + "; exec perl -e \"$0\"", Server,
            ]);
        for (var attempt = 0; attempt < 100 && !(await Command.RunAsync(null, "docker", "exec", container._name, "perl", "-MIO::Socket::INET", "-e", "for (7000, 7001, 6379) { IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $_) or exit 1 }")).Succeeded; attempt++)
        {
            await Task.Delay(100);
        }

        return container;
    }

    public Task<IReadOnlyList<StackContainer>> InspectAsync() => StackEngine.OfThisMachine.Containers.OfProjectAsync(_name, CancellationToken.None);

    /// <summary>The command lines that run inside.</summary>
    public Task<string> ProcessesAsync() => Command.SucceedAsync(null, "docker", "top", _name, "-o", "pid,args");

    public Task StopAsync() => Command.SucceedAsync(null, "docker", "stop", "-t", "0", _name);

    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync(null, "docker", "rm", "-f", _name);
        await Command.RunAsync(null, "docker", "network", "rm", _name);
    }
}
