using System.Globalization;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Engine.Tests.Backups.Creation;

namespace DeployOps.Integration.Tests.Backups.Creation;

/// <summary>A process that makes backups of stores that are none, to be killed.</summary>
internal static class BackupProgram
{
    public static async Task<int> RunAsync(string root, string times)
    {
        var project = ProjectIn(root);
        for (var number = 0; number < int.Parse(times, CultureInfo.InvariantCulture); number++)
        {
            var report = await BackUpAsync(project, new FakeStore(DataStoreKind.Redis)
            {
                Content = new byte[Random.Shared.Next(3_000_000)],
                OnHalf = _ =>
                {
                    Console.WriteLine("half");
                    return Task.CompletedTask;
                },
            });
            Console.WriteLine(report.Failure.Length > 0 ? report.Failure : report.Set!.Id);
        }

        return 0;
    }

    public static DeployProject ProjectIn(string root) =>
        new() { Root = root, Name = "shop", Backup = new BackupSettings { Verify = BackupVerification.Hash } };

    public static BackupRepository RepositoryOf(DeployProject project) => BackupRepository.Of(project, null, TimeProvider.System);

    /// <summary>Backs up Redis, and the graph when there is one.</summary>
    public static Task<BackupReport> BackUpAsync(DeployProject project, FakeStore redis, FakeStore? graph = null, string? destination = null)
    {
        List<DataStore> found = [new DataStore { Kind = DataStoreKind.Redis, Keys = "REDIS_URL", Redis = new RedisAddress("127.0.0.1") }];
        if (graph is not null)
        {
            found.Add(new DataStore { Kind = DataStoreKind.Graph, Keys = "NEO4J_URI", Graph = GraphAddress.Parse("bolt://127.0.0.1") });
        }

        var stores = new ProjectStores { StackName = "shop", Stores = found, Containers = [], Services = new Dictionary<string, string?>(), Lookup = _ => null };
        var hooks = new CreationHooks
        {
            FindStores = _ => Task.FromResult(stores),
            StoreOf = kind => kind == DataStoreKind.Redis ? redis : graph!,
            FreeSpace = _ => long.MaxValue,
        };
        return new CreateBackup(project) { Hooks = hooks }.RunAsync(new CreateBackupOptions { SkipRetention = true, Destination = destination }, CancellationToken.None);
    }
}
