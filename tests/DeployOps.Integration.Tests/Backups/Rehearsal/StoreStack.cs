using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Backups.Rehearsal;

/// <summary>
/// A stack of one service that answers as a Redis server does, starts in a moment and needs no image but the base one. It writes a file into
/// each place that holds data when there is none, and refuses to start where it finds one: so a copy that gets the live data is noticed.
/// </summary>
internal sealed class StoreStack : IAsyncDisposable
{
    private const string Server =
        """
        use strict; use warnings; use IO::Socket::INET;
        $SIG{TERM} = sub { exit 0 };
        for my $place ("/data", "/var/lib/store") {
            if (-e "$place/owner" && $ENV{REFUSE_OLD_DATA}) { print STDERR "old data in $place, password $ENV{REDIS_PASSWORD}\n"; exit 3; }
            open(my $mark, '>', "$place/owner") or die "cannot write $place: $!"; print $mark $ENV{REDIS_PASSWORD}; close $mark;
        }
        my $door = IO::Socket::INET->new(LocalPort => 6379, Listen => 5, ReuseAddr => 1) or die $!;
        while (my $client = $door->accept) {
            $client->autoflush(1);
            while (defined(my $line = <$client>)) {
                next unless $line =~ /^\*(\d+)/;
                my @words = map { my $size = <$client>; my $word = <$client>; $word =~ s/\r\n//; $word } 1..$1;
                my $word = uc $words[0];
                print $client $word eq 'PING' ? "+PONG\r\n" : $word eq 'AUTH' && $words[-1] ne $ENV{REDIS_PASSWORD} ? "-WRONGPASS invalid\r\n" : "+OK\r\n";
            }
        }
        """;

    private StoreStack()
    {
        Root = Directory.CreateTempSubdirectory("stores-").FullName;
        Name = $"stores-{Random.Shared.Next(100_000, 1_000_000)}";
        Secret = $"Zx9-{Guid.NewGuid():N}";
        Port = FreePort.Next();
        Directory.CreateDirectory(Path.Combine(Root, "live-data"));
        File.WriteAllText(Path.Combine(Root, "server.pl"), Server);
        File.WriteAllText(Path.Combine(Root, ".env"), $"REDIS_PASSWORD={Secret}\nREDIS_URL=redis://:{Secret}@cache:6379/0\n");
        File.WriteAllText(
            Path.Combine(Root, "docker-compose.yml"),
            $$"""
            name: {{Name}}
            services:
              app:
                image: debian:trixie-slim
                command: ["sleep", "infinity"]
                stop_grace_period: 0s
                networks: [data]
              cache:
                image: debian:trixie-slim
                container_name: {{Name}}-the-cache
                command: ["perl", "/etc/store/server.pl"]
                environment: { REDIS_PASSWORD: "${REDIS_PASSWORD}", REFUSE_OLD_DATA: "${REFUSE:-1}" }
                restart: unless-stopped
                ports: ["127.0.0.1:{{Port}}:6379"]
                depends_on: [app]
                mem_limit: 64m
                labels: { watched: "yes" }
                volumes: ["./server.pl:/etc/store/server.pl", "named:/data", "./live-data:/var/lib/store"]
                networks: { data: { ipv4_address: 10.{{Random.Shared.Next(60, 250)}}.{{Random.Shared.Next(1, 250)}}.5 } }
            volumes: { named: }
            networks:
              data:
                ipam: { config: [{ subnet: SUBNET }] }
            """);
        var text = File.ReadAllText(Path.Combine(Root, "docker-compose.yml"));
        var address = System.Text.RegularExpressions.Regex.Match(text, @"ipv4_address: (\d+\.\d+\.\d+)\.5").Groups[1].Value;
        File.WriteAllText(Path.Combine(Root, "docker-compose.yml"), text.Replace("SUBNET", $"{address}.0/24", StringComparison.Ordinal));
    }

    public string Root { get; }

    public string Name { get; }

    public string Secret { get; }

    public int Port { get; }

    public DeployProject Project => ProjectReader.FindOrBare(Root);

    public static async Task<StoreStack> StartAsync()
    {
        var stack = new StoreStack();
        await Command.SucceedAsync(stack.Root, "docker", "compose", "up", "--detach");
        return stack;
    }

    public Task<ProjectStores> StoresAsync() => ProjectStores.FindAsync(Project, StackEngine.OfThisMachine, ProcessVariables.All(), CancellationToken.None);

    /// <summary>Everything that docker has under a name: containers, volumes, networks.</summary>
    public static async Task<string> ThingsAsync(string name) => string.Concat(await Task.WhenAll(
        Command.SucceedAsync(null, "docker", "ps", "--all", "--filter", $"name={name}", "--format", "{{.Names}} {{.Status}}"),
        Command.SucceedAsync(null, "docker", "volume", "ls", "--filter", $"name={name}", "--format", "{{.Name}}"),
        Command.SucceedAsync(null, "docker", "network", "ls", "--filter", $"name={name}", "--format", "{{.Name}}")));

    public static Task<string> InspectAsync(string container, string format) => Command.SucceedAsync(null, "docker", "container", "inspect", "--format", format, container);

    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync(Root, "bash", "-c", """
            docker ps -aq --filter name=^NAME | xargs -r docker rm -f -v
            docker network ls -q --filter name=^NAME | xargs -r docker network rm
            docker volume ls -q --filter name=^NAME | xargs -r docker volume rm
            """.Replace("NAME", Name, StringComparison.Ordinal));
        Directory.Delete(Root, recursive: true);
    }
}
