using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DeployOps.Benchmarks.Release;

/// <summary>A copy of <c>samples/shop</c> under a project name and a port of its own, worked on by hand and by DeployOps.</summary>
internal sealed class ShopFolder : IDisposable
{
    private readonly string _program;
    private readonly string _name = $"shop-bench-{Random.Shared.Next(1_000, 10_000)}";

    public ShopFolder(string program)
    {
        _program = program;
        Root = Directory.CreateTempSubdirectory("shop-bench-").FullName;
        var sample = Sample();
        Run(sample, null, "bash", "prepare.sh");
        Run(Root, null, "bash", "-c", $"cp -r '{sample}/.' . && rm -rf .deployops release.log .env.prod bin obj backend/bin backend/obj");
        var port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
        Replace("docker-compose.prod.yml", "name: shop\n", $"name: {_name}\n");
        Replace("deployops.yml", "\"8088\"", $"\"{port}\"");
        Run(Root, null, _program, "env", "new");
    }

    public string Root { get; }

    public Uri Address { get; }

    public void Compose(string tag, params string[] arguments) =>
        Run(Root, tag, "docker", ["compose", "--env-file", ".env.prod", "-f", "docker-compose.prod.yml", .. arguments]);

    public void Deploy(string tag) => Run(Root, null, _program, "deploy", "--tag", tag, "--skip-preflight", "--reason", "benchmark", "--stability", "0", "--quiet");

    public void DeployWithGate(string tag) => Run(Root, null, _program, "deploy", "--tag", tag, "--allow-skipped", "--stability", "0", "--quiet");

    public void RollBack(string tag) => Run(Root, null, _program, "rollback", "--to-tag", tag, "--stability", "0", "--quiet");

    public void Touch(string text) => File.AppendAllText(Path.Combine(Root, "frontend", "html", "index.html"), $"<!-- {text} -->\n");

    /// <summary>The backend rolls; the others keep the images they have, so that a release is about the backend alone.</summary>
    public void UseRolling()
    {
        Replace("deployops.yml", "  keep: 3\n", "  keep: 3\n  services: [{ service: backend, strategy: rolling, drain: 5s }]\n");
        foreach (var service in new[] { "db", "cache", "graph", "frontend" })
        {
            Replace("docker-compose.prod.yml", $"image: shop-{service}:${{TAG:?TAG is not set}}\n    build:\n      context: ./{service}\n", $"image: shop-{service}:2026.11.02\n");
        }
    }

    public void Remove()
    {
        Compose("2026.11.01", "down", "--volumes", "--timeout", "2");
        Run(null, null, "bash", "-c", $"docker image ls --format '{{{{.Repository}}}}:{{{{.Tag}}}}' | grep -E '^(deployops/{_name}:|shop-(db|cache|graph|backend|frontend):2026.11.0[1-4]$)' | xargs -r docker image rm --force");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void Replace(string file, string text, string by)
    {
        var path = Path.Combine(Root, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(text, by, StringComparison.Ordinal));
    }

    private static void Run(string? folder, string? tag, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder ?? "", RedirectStandardOutput = true, RedirectStandardError = true };
        if (tag is not null)
        {
            start.Environment["TAG"] = tag;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{output.Result}\n{errors.Result}");
        }
    }

    private static string Sample()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, "samples", "shop")))
            {
                return Path.Combine(folder, "samples", "shop");
            }
        }

        throw new InvalidOperationException("the benchmark does not run from a clone of the repository");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
