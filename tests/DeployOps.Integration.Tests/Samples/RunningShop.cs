using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DeployOps.Engine.Processes;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Samples;

/// <summary>
/// <c>samples/shop</c> on real containers, under a project name, a port and a tag of its own. Its images and volumes are
/// gone when it is disposed.
/// </summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private static readonly TimeSpan LongestBuild = TimeSpan.FromMinutes(10);
    private readonly string _projectName = $"shop-test-{Random.Shared.Next(100_000, 1_000_000)}";
    private readonly ShopCopy _copy = new(withEnvFile: false);

    private RunningShop() => Tag = string.Create(CultureInfo.InvariantCulture, $"2026.11.20-{Random.Shared.Next(1_000, 10_000)}");

    public string Root => _copy.Root;

    public string Tag { get; }

    /// <summary>The compose project's name.</summary>
    public string Name => _projectName;

    public Uri Address { get; private set; } = new("http://localhost");

    public string FullPath(string name) => _copy.File(name);

    /// <summary>Everything that a deployment needs, and nothing running yet.</summary>
    public static async Task<RunningShop> PrepareAsync()
    {
        var shop = new RunningShop();
        try
        {
            await shop.MakeAsync();
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the environment file, publishes the backend, builds, and waits until every service is healthy.</summary>
    public static async Task<RunningShop> StartAsync()
    {
        var shop = await PrepareAsync();
        try
        {
            await shop.ComposeAsync("up", "--detach", "--build", "--wait", "--wait-timeout", "180");
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ComposeAsync("down", "--volumes", "--rmi", "all", "--timeout", "5");
        await Command.RunAsync(null, "bash", "-c", $"docker image ls --quiet 'deployops/{_projectName}' | sort -u | xargs -r docker image rm --force");
        _copy.Dispose();
    }

    private async Task MakeAsync()
    {
        var port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
        var settings = await File.ReadAllTextAsync(_copy.File("deployops.yml"));
        await File.WriteAllTextAsync(
            _copy.File("deployops.yml"),
            settings.Replace("\"8088\"", $"\"{port}\"", StringComparison.Ordinal).Replace("TAG: 2026.11.20", $"TAG: {Tag}", StringComparison.Ordinal));
        var compose = _copy.File("docker-compose.prod.yml");
        await File.WriteAllTextAsync(compose, (await File.ReadAllTextAsync(compose)).Replace("name: shop\n", $"name: {_projectName}\n", StringComparison.Ordinal));
        var made = await ConsoleFace.RunAsync(Root, "env", "new");
        Assert(made, "deployops env new");

        // The backend takes its package versions and rules from the repository, so it is published there and brought along.
        await Command.SucceedAsync(RepositoryRoot.Combine("samples", "shop"), "bash", "prepare.sh");
        foreach (var folder in new[] { Path.Combine("backend", "publish"), Path.Combine("graph", "vendor") })
        {
            await Command.SucceedAsync(null, "cp", "-r", RepositoryRoot.Combine("samples", "shop", folder), _copy.File(folder));
        }

        await _copy.CommitAsync();
    }

    private async Task ComposeAsync(params string[] arguments)
    {
        var result = await new ProcessRunner().RunAsync(
            new ProcessRequest
            {
                FileName = "docker",
                Arguments = ["compose", "--project-name", _projectName, "--env-file", ".env.prod", "--file", "docker-compose.prod.yml", .. arguments],
                WorkingDirectory = Root,
                Timeout = LongestBuild,
            },
            CancellationToken.None);
        Assert(result, $"docker compose {arguments[0]}");
    }

    private static void Assert(ProcessResult result, string what)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"{what} ended with {result.ExitCode}\n{result.StandardOutput.Reveal()}\n{result.StandardError.Reveal()}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
