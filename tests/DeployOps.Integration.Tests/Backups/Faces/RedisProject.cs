using DeployOps.Integration.Tests.Stores.Redis;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Backups.Faces;

/// <summary>A project whose only store is a real Redis of its own, named by a URL with its password: the cheapest real backup.</summary>
internal sealed class RedisProject : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backup-faces-");

    private RedisProject(RedisServer server)
    {
        Server = server;
        File.WriteAllText(Path.Combine(Root, ".env.prod"), $"REDIS_URL=redis://:{RedisServer.Password}@127.0.0.1:{server.Port}/0\n");
        File.WriteAllText(Path.Combine(Root, "deployops.yml"), "name: backed-up\nenv:\n  pack: none\n  files: [.env.prod]\n");
    }

    public RedisServer Server { get; }

    public string Root => _folder.FullName;

    public string Sets => Path.Combine(Root, ".deployops", "backups", "backed-up");

    public static async Task<RedisProject> StartAsync()
    {
        var project = new RedisProject(await RedisServer.StartAsync());
        for (var number = 0; number < 20; number++)
        {
            await project.AskAsync("SET", $"key:{number}", $"value {number}");
        }

        await project.AskAsync("HSET", "한글", "이름", "값");
        return project;
    }

    /// <summary>A command to the store, past DeployOps.</summary>
    public async Task<string> AskAsync(params string[] command) =>
        (await Command.SucceedAsync(null, "redis-cli", ["-p", $"{Server.Port}", "-a", RedisServer.Password, "--no-auth-warning", .. command])).Trim();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
