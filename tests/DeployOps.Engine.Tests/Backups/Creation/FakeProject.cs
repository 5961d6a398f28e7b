using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Engine.Tests.Backups.Sets;
using DeployOps.Engine.Tests.Repository;

namespace DeployOps.Engine.Tests.Backups.Creation;

/// <summary>A project with two stores that nobody has to run.</summary>
internal sealed class FakeProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FakeProject()
    {
        Project = new DeployProject { Root = _folder.Root, Name = "shop", Backup = new BackupSettings { Verify = BackupVerification.Hash } };
        Found =
        [
            new DataStore { Kind = DataStoreKind.Postgres, Keys = "DATABASE_URL", Postgres = new PostgresAddress("db", 5432, "app", null, "shop") },
            new DataStore { Kind = DataStoreKind.Redis, Keys = "REDIS_URL", Redis = new RedisAddress("cache") },
        ];
        Hooks = new CreationHooks
        {
            FindStores = _ => Task.FromResult(new ProjectStores
            {
                StackName = "shop", Stores = Found, Containers = [], Services = new Dictionary<string, string?>(), Lookup = Variables.GetValueOrDefault,
            }),
            StoreOf = kind => kind == DataStoreKind.Postgres ? Postgres : Redis,
            Verify = (_, _) => throw new InvalidOperationException("Not asked for."),
            Copy = (_, _, _, _) => throw new InvalidOperationException("Not asked for."),
            Remove = (options, _) =>
            {
                Removals.Add(options);
                return Task.FromResult(new RetentionReport(false, [], ["retention ran"]));
            },
        };
    }

    public DeployProject Project { get; set; }

    public CreationHooks Hooks { get; set; }

    public IReadOnlyList<DataStore> Found { get; set; }

    public Dictionary<string, string?> Variables { get; } = [];

    public FakeStore Postgres { get; } = new(DataStoreKind.Postgres);

    public FakeStore Redis { get; } = new(DataStoreKind.Redis);

    public List<RemoveBackupsOptions> Removals { get; } = [];

    public SetFolder.FixedTime Time { get; } = new(SetFolder.Now);

    public BackupRepository Repository => BackupRepository.Of(Project, null, Time);

    public string this[string relative] => _folder[relative];

    public Task<BackupReport> BackUpAsync(CreateBackupOptions? options = null, CancellationToken cancellationToken = default) =>
        new CreateBackup(Project) { Hooks = Hooks, Ports = new BackupPorts { Routes = new DirectRoutes(), ProcessEnvironment = [], Time = Time } }
            .RunAsync(options ?? new CreateBackupOptions(), cancellationToken);

    public Task<IReadOnlyList<BackupSet>> SetsAsync() => Repository.ListAsync(CancellationToken.None);

    public string[] Folders() => Directory.Exists(Repository.Folder) ? [.. Directory.GetDirectories(Repository.Folder).Select(folder => Path.GetFileName(folder)!)] : [];

    public FakeProject Verifying(BackupVerification level, Func<VerifyBackupOptions, CancellationToken, Task<BackupVerificationReport>> verify)
    {
        Project = Project with { Backup = Project.Backup with { Verify = level } };
        Hooks = Hooks with { Verify = verify };
        return this;
    }

    public void Dispose() => _folder.Dispose();

    private sealed class DirectRoutes : IServiceRoutes
    {
        public Task<ServiceRoute> OpenAsync(RouteRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new ServiceRoute(RouteKind.Direct, request.Host, request.Port));
    }
}
