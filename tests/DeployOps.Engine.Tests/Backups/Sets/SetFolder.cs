using System.Security.Cryptography;
using System.Text;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Engine.Tests.Repository;

namespace DeployOps.Engine.Tests.Backups.Sets;

/// <summary>A project's folder with sets in it that nobody had to dump.</summary>
internal sealed class SetFolder : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public SetFolder(string project = "shop")
    {
        Project = new DeployProject { Root = _folder.Root, Name = project };
        Repository = BackupRepository.Of(Project, null, Time);
    }

    public DeployProject Project { get; }

    public BackupRepository Repository { get; }

    public FixedTime Time { get; } = new(Now);

    public string Root => _folder.Root;

    public string this[string relative] => _folder[relative];

    /// <summary>Writes a set: a file for each store, and the manifest.</summary>
    public async Task<BackupSet> AddAsync(
        string id = "20261121T020000Z-4f2a",
        BackupState state = BackupState.Complete,
        string? folderName = null,
        BackupRepository? repository = null,
        IReadOnlyList<DataStoreKind>? kinds = null,
        string stack = "shop")
    {
        repository ??= Repository;
        repository.MakeFolder();
        var folder = Directory.CreateDirectory(Path.Combine(repository.Folder, folderName ?? id)).FullName;
        var snapshot = BackupId.TimeOf(id) ?? Now;
        var stores = new List<StoreRecord>();
        foreach (var (kind, name) in new[] { (DataStoreKind.Postgres, "postgres.dump"), (DataStoreKind.Redis, "redis.rdb") }.Where(one => kinds?.Contains(one.Item1) ?? true))
        {
            var content = Encoding.UTF8.GetBytes($"{id} {kind} {new string('x', 200)}");
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content);
            stores.Add(new StoreRecord
            {
                Kind = kind,
                Source = $"{kind}:1",
                IsComplete = true,
                ServerVersion = "17.2",
                SnapshotAt = snapshot,
                Duration = TimeSpan.FromMilliseconds(1234.5),
                Files = [FileOf(name, content)],
                Content = new StoreContent([new ContentCount("table", "public.주문", 3)], null),
            });
        }

        var manifest = new BackupManifest
        {
            Id = id, Project = repository.Project.Name, Stack = stack, State = state, StartedAt = snapshot, EndedAt = snapshot.AddMinutes(1), By = "ada@host", Stores = stores,
        };
        return await repository.SealAsync(new BackupSet { Id = id, Path = folder }, manifest, CancellationToken.None);
    }

    public static BackupFile FileOf(string name, byte[] content) =>
        new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);

    public void Dispose() => _folder.Dispose();

    /// <summary>A clock that stands.</summary>
    public sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
