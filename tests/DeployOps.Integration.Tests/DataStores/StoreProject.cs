using DeployOps.Engine.DataStores.Testing;
using DeployOps.Engine.Project;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Integration.Tests.DataStores;

/// <summary>A project whose environment file names stores, and the test of them.</summary>
internal sealed class StoreProject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("data-stores-");

    public StoreProject(params string[] lines)
    {
        File.WriteAllLines(Path.Combine(_folder.FullName, ".env"), lines);
        File.WriteAllText(Path.Combine(_folder.FullName, "deployops.yml"), "env:\n  pack: none\n");
    }

    public DeployProject Project => ProjectReader.Find(_folder.FullName);

    public TestDataStores Operation => new(Project) { ProcessEnvironment = [] };

    public static Task<DataStoreTestReport> TestAsync(params string[] lines) => TestAsync(null, null, lines);

    public static async Task<DataStoreTestReport> TestAsync(IPostgresConnector? postgres, IRedisConnector? redis, params string[] lines)
    {
        using var project = new StoreProject(lines);
        var operation = new TestDataStores(project.Project) { ProcessEnvironment = [], Postgres = postgres ?? new PostgresConnector(), Redis = redis ?? new RedisConnector() };
        return await operation.RunAsync(new DataStoreTestOptions { Rounds = 2 }, CancellationToken.None);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
