using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Engine.Tests.Backups.Sets;

namespace DeployOps.Engine.Tests.Backups.Verification;

/// <summary>A project with sets in a folder, whose stores and engines are pretended.</summary>
internal sealed class VerifiedProject : IDisposable
{
    public const string Id = "20261121T020000Z-4f2a";

    public VerifiedProject() => Project = Sets.Project;

    public SetFolder Sets { get; } = new();

    public DeployProject Project { get; set; }

    public FakeEngines Engines { get; } = new();

    public ProvenStore Postgres { get; } = new(DataStoreKind.Postgres);

    public ProvenStore Redis { get; } = new(DataStoreKind.Redis);

    public string Folder => Path.Combine(Sets.Repository.Folder, Id);

    public string LogPath => Sets["release.log"];

    public Task<BackupVerificationReport> VerifyAsync(VerificationLevel level, string? set = null, bool keep = false, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        new VerifyBackup(Project)
        {
            Ports = new BackupPorts { Time = Sets.Time, ProcessEnvironment = [KeyValuePair.Create("APP_PASSWORD", "s3cret-not-shown")] },
            FindStores = _ => Task.FromResult(new ProjectStores { StackName = "shop", Stores = [], Containers = [], Services = new Dictionary<string, string?>(), Lookup = static _ => null }),
            BackupOf = (kind, _) => kind == DataStoreKind.Postgres ? Postgres : Redis,
            EnginesOf = _ => Engines,
            LockPatience = TimeSpan.FromMilliseconds(100),
        }.RunAsync(new VerifyBackupOptions { Set = set, Level = level, Keep = keep, Timeout = timeout }, cancellationToken);

    public async Task<BackupManifest> ManifestAsync() => (await Sets.Repository.FindAsync(Id, BackupState.Partial, default)).Manifest!;

    public void Dispose() => Sets.Dispose();
}
