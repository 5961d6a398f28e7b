using System.Globalization;
using System.Text.RegularExpressions;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Stores.Graph;

/// <summary>
/// A real graph server in a container of its own: the one of <c>samples/shop</c>, FalkorDB, which speaks Bolt 5.7. Its container
/// is gone when it is disposed; its image is made once for all tests and stays.
/// </summary>
public sealed partial class GraphServer : IAsyncLifetime
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private const string Image = "deployops-test-graph";
    private static readonly Lazy<Task> s_image = new(MakeImageAsync);
    private readonly string _name = $"deployops-graph-{Guid.NewGuid():N}"[..28];

    /// <summary>Where it listens.</summary>
    public GraphAddress Address { get; private set; } = GraphAddress.Parse("bolt://localhost");

    /// <summary>The right login.</summary>
    public GraphCredentials Credentials { get; } = GraphCredentials.Basic("falkordb", Guid.NewGuid().ToString("N"));

    /// <summary>Builds the image, starts the container and waits until it answers. Does nothing where a part is missing.</summary>
    public async Task InitializeAsync()
    {
        if (!RequiredPart.DockerEngine.IsPresent || !RequiredPart.Node.IsPresent)
        {
            return;
        }

        await s_image.Value;
        await Command.SucceedAsync(
            null, "docker", "run", "--detach", "--rm", "--name", _name, "--env", $"NEO4J_PASSWORD={Credentials.Password}", "--publish", "127.0.0.1::7687", Image);
        var published = (await Command.SucceedAsync(null, "docker", "port", _name, "7687/tcp")).Trim();
        Address = GraphAddress.Parse($"bolt://{published}");
        await AnswersAsync();
    }

    /// <summary>Removes the container and the image.</summary>
    public async Task DisposeAsync()
    {
        if (RequiredPart.DockerEngine.IsPresent)
        {
            await Command.RunAsync(null, "docker", "rm", "--force", "--volumes", _name);
        }
    }

    /// <summary>A session that is logged in.</summary>
    public Task<IGraphSession> OpenAsync(GraphSessionOptions? options = null) =>
        new BoltConnector().OpenAsync(Address, Credentials, options ?? new GraphSessionOptions(), CancellationToken.None);

    /// <summary>The address with the right login in it, as an application's configuration has it.</summary>
    public GraphAddress AddressWithLogin => GraphAddress.Parse($"bolt://{Credentials.User}:{Credentials.Password}@{Address.Host}:{Address.Port}");

    /// <summary>Ends the server at once, as a crash does.</summary>
    public async Task KillAsync() => await Command.SucceedAsync(null, "docker", "kill", _name);

    /// <summary>Gives a command on the server's other port, the one of Redis.</summary>
    public Task<string> RedisAsync(string command) =>
        Command.SucceedAsync(null, "docker", "exec", _name, "bash", "-c", $"REDISCLI_AUTH=\"$NEO4J_PASSWORD\" valkey-cli {command}");

    /// <summary>Freezes the server, so that it keeps its connections and answers nothing, until the result is disposed.</summary>
    public async Task<IAsyncDisposable> FreezeAsync()
    {
        await Command.SucceedAsync(null, "docker", "pause", _name);
        return new Frozen(_name);
    }

    private static async Task MakeImageAsync()
    {
        var context = Directory.CreateTempSubdirectory("graph-server-").FullName;
        try
        {
            await PrepareAsync(context);
            await Command.SucceedAsync(context, "docker", "build", "--quiet", "--tag", Image, ".");
        }
        finally
        {
            Directory.Delete(context, recursive: true);
        }
    }

    private static async Task PrepareAsync(string context)
    {
        var sample = RepositoryRoot.Combine("samples", "shop");
        foreach (var file in new DirectoryInfo(Path.Combine(sample, "graph")).EnumerateFiles())
        {
            file.CopyTo(Path.Combine(context, file.Name));
        }

        // What samples/shop/prepare.sh fetches, into a folder of this test: the sample may be prepared by another one meanwhile.
        var package = PackageLine().Match(await File.ReadAllTextAsync(Path.Combine(sample, "prepare.sh"))).Groups[1].Value;
        var vendor = Directory.CreateDirectory(Path.Combine(context, "vendor")).FullName;
        await Command.SucceedAsync(vendor, "npm", "pack", "--silent", package);
        await Command.SucceedAsync(vendor, "tar", "-xzf", Path.GetFileName(Assert.Single(Directory.GetFiles(vendor, "*.tgz"))), "--strip-components=1");
    }

    private async Task AnswersAsync()
    {
        var probe = new GraphProbe(new BoltConnector());
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var health = await probe.MeasureAsync(Address, Credentials, TimeSpan.FromSeconds(3), CancellationToken.None);
            if (health.IsAnswering)
            {
                return;
            }

            if (TimeProvider.System.GetElapsedTime(deadline) > LongestStart)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"the graph server did not start: {health.Reason}"));
            }

            await Task.Delay(200);
        }
    }

    [GeneratedRegex("^GRAPH_PACKAGE=(\\S+)$", RegexOptions.Multiline)]
    private static partial Regex PackageLine();

    private sealed class Frozen(string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Command.SucceedAsync(null, "docker", "unpause", name);
    }
}
