using DeployOps.Integration.Tests.Stores.Postgres;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Backups.Faces;

/// <summary>A project whose only store is a real PostgreSQL of its own, named by a URL with its password.</summary>
internal sealed class DatabaseProject : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backup-faces-");

    private DatabaseProject(PostgresServer server)
    {
        Server = server;
        File.WriteAllText(Path.Combine(Root, ".env.prod"), $"DATABASE_URL='{Address}'\n");
        File.WriteAllText(Path.Combine(Root, "deployops.yml"), "name: backed-up\nenv:\n  pack: none\n  files:\n    - path: .env.prod\n");
    }

    public PostgresServer Server { get; }

    public string Root => _folder.FullName;

    public string Sets => Path.Combine(Root, ".deployops", "backups", "backed-up");

    private string Address => $"postgresql://app:{Uri.EscapeDataString(PostgresServer.Password)}@127.0.0.1:{Server.Port}/shop";

    public static async Task<DatabaseProject> StartAsync()
    {
        var project = new DatabaseProject(await PostgresServer.StartAsync());
        await project.AskAsync("CREATE TABLE items (id int PRIMARY KEY, name text); INSERT INTO items SELECT n, 'item ' || n FROM generate_series(1, 20) n; CREATE TABLE 한글 (이름 text); INSERT INTO 한글 VALUES ('값')");
        return project;
    }

    /// <summary>A statement to the store, past DeployOps.</summary>
    public async Task<string> AskAsync(string statement) => (await Command.SucceedAsync(null, "psql", Address, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", statement)).Trim();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
