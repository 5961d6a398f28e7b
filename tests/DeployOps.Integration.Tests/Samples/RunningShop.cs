using DeployOps.Engine.Processes;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Samples;

/// <summary>
/// <c>samples/shop</c> on real containers, under a project name, a port and a tag of its own. Its images and volumes are
/// gone when it is disposed.
/// </summary>
internal sealed class RunningShop : IAsyncDisposable
{
    /// <summary>The tag that its settings name.</summary>
    public const string Tag = "2026.11.20";

    private static readonly TimeSpan LongestBuild = TimeSpan.FromMinutes(10);
    private readonly string _projectName = $"shop-test-{Random.Shared.Next(100_000, 1_000_000)}";
    private readonly ShopCopy _copy = new(withEnvFile: false);

    // What the images need is made in the repository's own folder: once for all tests, which run side by side.
    private static readonly Lazy<Task> s_prepared = new(() => Command.SucceedAsync(RepositoryRoot.Combine("samples", "shop"), "bash", "prepare.sh"));

    private RunningShop()
    {
    }

    public string Root => _copy.Root;

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
        await ComposeAsync("down", "--volumes", "--timeout", "5");

        // By their names: another shop has images with the same content.
        await Command.RunAsync(null, "bash", "-c", $$$"""
            docker image ls --format '{{.Repository}}:{{.Tag}}' | grep -E '(^|/){{{_projectName}}}[-/:]' | xargs -r docker image rm --force
            """);
        _copy.Dispose();
    }

    private async Task MakeAsync()
    {
        var port = FreePort.Next();
        Address = new Uri($"http://127.0.0.1:{port}");
        var settings = await File.ReadAllTextAsync(_copy.File("deployops.yml"));
        await File.WriteAllTextAsync(
            _copy.File("deployops.yml"),
            settings.Replace("\"8088\"", $"\"{port}\"", StringComparison.Ordinal));
        var compose = _copy.File("docker-compose.prod.yml");
        var named = (await File.ReadAllTextAsync(compose)).Replace("name: shop\n", $"name: {_projectName}\n", StringComparison.Ordinal);
        await File.WriteAllTextAsync(compose, named.Replace("image: shop-", $"image: {_projectName}-", StringComparison.Ordinal));
        var made = await ConsoleFace.RunAsync(Root, "env", "new");
        Assert(made, "deployops env new");

        // The backend takes its package versions and rules from the repository, so it is published there and brought along.
        await s_prepared.Value;
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
}
