using DeployOps.Engine.Project;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Stacks;

/// <summary>
/// A small stack on real containers that builds in a second and starts in another: a one-shot, a backend and a proxy with healthchecks, and
/// a worker without one, whose image has a literal tag. Under a project name, a port and a folder of its own; all of it is gone when disposed.
/// </summary>
internal sealed class TinyStack : IAsyncDisposable
{
    public TinyStack()
    {
        Root = Directory.CreateTempSubdirectory("tiny-").FullName;
        Name = $"tiny-{Random.Shared.Next(100_000, 1_000_000)}";
        Port = FreePort.Next();
        Secret = $"Kq7-{Guid.NewGuid():N}";
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "DeployOps.Integration.Tests", "Stacks", "tiny")))
        {
            File.Copy(file, Path.Combine(Root, Path.GetFileName(file)));
        }

        WriteEnvFile("ok");
    }

    public string Root { get; }

    /// <summary>The compose project's name.</summary>
    public string Name { get; }

    /// <summary>The port that the proxy publishes on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The password in its environment file; it must never be seen anywhere else.</summary>
    public string Secret { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public DeployProject Project => ProjectReader.Find(Root);

    public string FullPath(string name) => Path.Combine(Root, name);

    /// <summary>Makes the next image that is built behave so: see server.pl.</summary>
    public void Behave(string behaviour) => WriteEnvFile(behaviour);

    /// <summary>Adds a service that is called by the release's tag, though its image is the same in every release.</summary>
    /// <param name="service">Its name.</param>
    /// <param name="volume">What it mounts.</param>
    /// <param name="containers">How many containers it has.</param>
    public Task AddUnchangingAsync(string service, string volume = "/data", int containers = 1) => File.AppendAllTextAsync(FullPath("docker-compose.prod.yml"), $$"""
          {{service}}:
            image: ${STACK_NAME}-{{service}}:${TAG:?}
            build: { context: ., args: { BEHAVIOUR: ok, TAG: always, STACK_NAME: } }
            restart: unless-stopped
            init: true
            environment: { SETTING: one }
            deploy: { replicas: {{containers}} }
            command: ["sleep", "infinity"]
            stop_grace_period: 1s
            volumes: ["{{volume}}"]

        """);

    /// <summary>Compose by hand, as an admin would.</summary>
    public Task<string> ComposeAsync(string tag, params string[] arguments) =>
        Command.SucceedAsync(Root, "env", ["TAG=" + tag, "docker", "compose", "--env-file", ".env.prod", "--file", "docker-compose.prod.yml", .. arguments]);

    /// <summary>The identifier of the image that a service runs, or an empty text.</summary>
    public async Task<string> RunningImageAsync(string service)
    {
        var ids = await Command.SucceedAsync(null, "docker", "ps", "-q", "--filter", $"label=com.docker.compose.project={Name}", "--filter", $"label=com.docker.compose.service={service}");
        if (ids.Trim().Length == 0)
        {
            return "";
        }

        var images = await Command.RunAsync(null, "docker", ["inspect", "--format", "{{.Image}}", .. ids.Split('\n', StringSplitOptions.RemoveEmptyEntries)]);

        // A container that is replaced between the two questions is no failure: nothing runs at that moment.
        return images.Succeeded || !images.StandardError.Reveal().Contains("No such object", StringComparison.Ordinal)
            ? Command.Succeeded(images, "docker inspect").Trim()
            : "";
    }

    /// <summary>What the backend says through the proxy.</summary>
    public async Task<string> AskAsync(string path = "/api/v1/things")
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        return await client.GetStringAsync(new Uri(path, UriKind.Relative));
    }

    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync(Root, "bash", "-c", """
            docker ps -aq --filter label=com.docker.compose.project=NAME | xargs -r docker rm -f -v
            docker ps -aq --filter name=^NAME | xargs -r docker rm -f -v
            docker network ls -q --filter name=^NAME | xargs -r docker network rm
            docker volume ls -q --filter name=^NAME | xargs -r docker volume rm
            docker image ls --format "{{print .Repository \":\" .Tag}}" | grep -E "(^|/)NAME[-/:]" | xargs -r docker image rm -f
            """.Replace("NAME", Name, StringComparison.Ordinal));
        Directory.Delete(Root, recursive: true);
    }

    private void WriteEnvFile(string behaviour)
    {
        var path = FullPath(".env.prod");
        File.WriteAllText(path, $"STACK_NAME={Name}\nHTTP_PORT={Port}\nBEHAVIOUR={behaviour}\nAPP_PASSWORD={Secret}\nTAG=2026.11.01\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
