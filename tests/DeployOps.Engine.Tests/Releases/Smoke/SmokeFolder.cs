using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Engine.Tests.Releases.Smoke;

/// <summary>A project of a few lines to run a smoke test on.</summary>
internal sealed class SmokeFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smoke-");

    /// <param name="smoke">Section <c>smoke</c>, without its name, each line indented by two blanks.</param>
    public SmokeFolder(string smoke = "")
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "compose.yaml"), "name: shop\nservices:\n  web: { image: shop-web:1 }\n");
        File.WriteAllText(Path.Combine(_folder.FullName, ".env"), "DB_PASSWORD=n0t-Sh0wn-anywhere\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "deployops.yml"), $"name: shop\nsmoke:\n{smoke}\n  backoff: 1ms\n");
    }

    public DeployProject Project => ProjectReader.Find(_folder.FullName);

    public Task<SmokeReport> RunAsync(SmokeOptions options, IContainerCommands? containers = null, Func<string, string?>? environment = null) =>
        new SmokeTest(Project) { Containers = containers ?? new StandInContainers(), ProcessEnvironment = environment ?? (_ => null) }.RunAsync(options, CancellationToken.None);

    /// <summary>Only the requests, to an address that is given.</summary>
    public Task<SmokeReport> AskAsync(Uri address, Func<string, string?>? environment = null) =>
        RunAsync(new SmokeOptions { BaseUrl = address, WithoutLogs = true }, environment: environment);

    public void Dispose() => _folder.Delete(recursive: true);
}
