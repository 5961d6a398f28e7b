using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Diagnosis;

/// <summary>Starts all stacks of this folder side by side, once, and diagnoses each; all of it is gone when disposed.</summary>
public sealed class BrokenStacks : IAsyncLifetime, IDisposable
{
    private readonly List<string> _folders = [];
    private readonly string _prefix = $"dgn-{Random.Shared.Next(100_000, 1_000_000)}";
    private readonly TcpListener _taken = new(IPAddress.Loopback, 0);

    /// <summary>The secret in every environment file; it must never be seen.</summary>
    internal string Secret { get; } = $"Kq7-{Guid.NewGuid():N}";

    internal DiagnosisReport Faults { get; private set; } = null!;

    internal DiagnosisReport Chain { get; private set; } = null!;

    internal DiagnosisReport Well { get; private set; } = null!;

    internal DiagnosisReport Failing { get; private set; } = null!;

    internal DiagnosisReport Refusing { get; private set; } = null!;

    internal DiagnosisReport Stale { get; private set; } = null!;

    internal IEnumerable<DiagnosisReport> All => [Faults, Chain, Well, Failing, Refusing, Stale];

    public async Task InitializeAsync()
    {
        if (!RequiredPart.DockerEngine.IsPresent)
        {
            return;
        }

        _taken.Start();
        var reports = await Task.WhenAll(FaultsAsync(), ChainAsync(), WebAsync("well", "200"), WebAsync("failing", "500"), WebAsync("refusing", "401"), StaleAsync());
        (Faults, Chain, Well, Failing, Refusing, Stale) = (reports[0], reports[1], reports[2], reports[3], reports[4], reports[5]);
    }

    public async Task DisposeAsync()
    {
        Dispose();
        await Command.RunAsync(null, "bash", "-c", $"docker ps -aq --filter name=^{_prefix} | xargs -r docker rm -f -v; docker network ls -q --filter name=^{_prefix} | xargs -r docker network rm");
        _folders.ForEach(folder => Directory.Delete(folder, recursive: true));
    }

    public void Dispose() => _taken.Dispose();

    /// <summary>The likeliest cause of a service.</summary>
    internal ProbableCause CauseOf(string service) => Faults.Causes.First(cause => cause.Service == service);

    private async Task<DiagnosisReport> FaultsAsync()
    {
        var folder = Prepare("faults", "faults.yml", $"TAKEN_PORT={((IPEndPoint)_taken.LocalEndpoint).Port}\n");
        await ComposeAsync(folder, "create", "--quiet-pull");

        // Started by docker itself: compose gives up the others when the first cannot be started.
        await Command.RunAsync(folder, "bash", "-c", $"docker start {_prefix}-faults-cache-1; docker ps -aq --filter label=com.docker.compose.project={_prefix}-faults | xargs docker start");
        await DemandMarkOfMemoryAsync($"{_prefix}-faults-memory-1");
        return await DiagnoseAsync(folder, "probe-fails", "probe-exec", "probe-program");
    }

    // The engine learns beside the exit that the kernel ended a container for its memory, and on a busy machine it misses that now and then.
    private static async Task DemandMarkOfMemoryAsync(string container)
    {
        for (var tries = 0; tries < 10; tries++)
        {
            await Command.RunAsync(null, "docker", "wait", container);
            if (await Command.SucceedAsync(null, "docker", "inspect", "--format", "{{.State.OOMKilled}}", container) == "true\n")
            {
                return;
            }

            await Command.RunAsync(null, "docker", "start", container);
        }
    }

    private async Task<DiagnosisReport> ChainAsync()
    {
        var folder = Prepare("chain", "chain.yml", "");
        await Command.RunAsync(folder, "docker", "compose", "--env-file", ".env.prod", "--file", "docker-compose.prod.yml", "up", "--detach", "db", "backend");
        await Command.SucceedAsync(folder, "docker", "compose", "--env-file", ".env.prod", "--file", "docker-compose.prod.yml", "create", "--no-recreate");
        await Task.Delay(TimeSpan.FromSeconds(3));
        return await DiagnoseAsync(folder);
    }

    private async Task<DiagnosisReport> WebAsync(string name, string status)
    {
        var folder = Prepare(name, "web.yml", $"STATUS={status}\nHTTP_PORT={FreePort.Next()}\n");
        await ComposeAsync(folder, "up", "--detach", "--wait");
        return await DiagnoseAsync(folder);
    }

    private async Task<DiagnosisReport> StaleAsync()
    {
        var folder = Prepare("stale", "web.yml", $"HTTP_PORT={FreePort.Next()}\n");
        await ComposeAsync(folder, "up", "--detach", "--wait");
        await ComposeAsync(folder, "stop", "backend");
        await ComposeAsync(folder, "--profile", "later", "up", "--detach", "--no-deps", "filler");
        await ComposeAsync(folder, "up", "--detach", "--wait", "--no-deps", "backend");
        return await DiagnoseAsync(folder);
    }

    private static async Task<DiagnosisReport> DiagnoseAsync(string folder, params string[] unhealthy)
    {
        // Probes need their time until docker calls a container unhealthy.
        for (var tries = 0; tries < 40 && unhealthy.Length > 0; tries++)
        {
            var names = await Command.SucceedAsync(null, "docker", "ps", "--filter", $"label=com.docker.compose.project={Path.GetFileName(folder)}", "--filter", "health=unhealthy", "--format", "{{.Names}}");
            if (Array.TrueForAll(unhealthy, service => names.Contains($"-{service}-1", StringComparison.Ordinal)))
            {
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250));
        }

        return await new DiagnoseRelease(ProjectReader.Find(folder)).RunAsync(new DiagnosisOptions(), CancellationToken.None);
    }

    private string Prepare(string name, string file, string variables)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"{_prefix}-{name}")).FullName;
        lock (_folders)
        {
            _folders.Add(folder);
        }

        var source = RepositoryRoot.Combine("tests", "DeployOps.Integration.Tests", "Releases", "Diagnosis", "stacks");
        File.Copy(Path.Combine(source, file), Path.Combine(folder, "docker-compose.prod.yml"));
        File.Copy(Path.Combine(source, "web.pl"), Path.Combine(folder, "web.pl"));
        File.WriteAllText(Path.Combine(folder, ".env.prod"), $"STACK_NAME={_prefix}-{name}\nAPP_PASSWORD={Secret}\n{variables}");
        File.WriteAllText(Path.Combine(folder, "deployops.yml"), "compose:\n  files: [docker-compose.prod.yml]\nenv:\n  pack: none\n  files: [{ path: .env.prod }]\n");
        return folder;
    }

    private static Task<string> ComposeAsync(string folder, params string[] arguments) =>
        Command.SucceedAsync(folder, "docker", ["compose", "--env-file", ".env.prod", "--file", "docker-compose.prod.yml", .. arguments]);
}
