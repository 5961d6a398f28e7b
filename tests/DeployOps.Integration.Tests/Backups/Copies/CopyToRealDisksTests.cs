using System.Security.Cryptography;
using DeployOps.Engine;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Copies;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Integration.Tests.Releases;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Copies;

/// <summary>Copies to disks that become full, take no writes, or are the same one by another way.</summary>
public sealed class CopyToRealDisksTests : IDisposable
{
    private const string Id = "20261121T020000Z-4f2a";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-copies-");

    private DeployProject Project => new() { Root = _folder.FullName, Name = "shop" };

    public void Dispose() => _folder.Delete(recursive: true);

    [SmallDiskFact]
    public async Task A_disk_that_becomes_full_gets_no_final_name_and_the_next_copy_goes_on()
    {
        using var disk = SmallDisk.Mount();
        var set = await MakeAsync(Id, 100_000, 400_000);
        var earlier = await MakeAsync("20261120T020000Z-0001", 100, 100);
        await CopyAsync(earlier.Id, disk.Root);
        var copying = new CopyBackup(Project) { FreeSpace = _ => null };

        var failure = await Assert.ThrowsAsync<CopyTargetFullException>(() => copying.RunAsync(Id, null, disk.Root, _ => { }, default));

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Equal(["20261120T020000Z-0001", $"{Id}.partial"], NamesOn(disk));
        Assert.Empty(await BackupRepository.HashFilesAsync(set, null, null, default));
        Assert.True(RequiredPart.Answers("mount", "-o", "remount,size=2m", disk.Root));
        var copied = new List<string>();
        var copy = await new CopyBackup(Project).RunAsync(Id, null, disk.Root, progress => copied.Add(progress.Message), default);
        Assert.Empty(await BackupRepository.HashFilesAsync(copy, null, null, default));
        Assert.DoesNotContain(copied, message => message.StartsWith("postgres", StringComparison.Ordinal));
        Assert.Equal(["20261120T020000Z-0001", Id], NamesOn(disk));
    }

    [SmallDiskFact]
    public async Task Too_little_room_is_seen_before_anything_is_copied()
    {
        using var disk = SmallDisk.Mount();
        await MakeAsync(Id, 100_000, 400_000);

        var failure = await Assert.ThrowsAsync<CopyTargetFullException>(() => CopyAsync(Id, disk.Root));

        Assert.Contains("0.5 MB are to be copied", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Id, NamesOn(disk));
    }

    [SmallDiskFact]
    public async Task A_read_only_disk_is_named()
    {
        using var disk = SmallDisk.Mount();
        await MakeAsync(Id, 100, 100);
        Assert.True(disk.MakeReadOnly());

        var failure = await Assert.ThrowsAnyAsync<DeployOpsException>(() => CopyAsync(Id, disk.Root));

        Assert.Equal(FailureKind.Permission, failure.Kind);
        Assert.Empty(Directory.GetFileSystemEntries(disk.Root));
    }

    [SmallDiskFact]
    public async Task A_disk_that_became_read_only_leaves_the_copies_that_are_there()
    {
        using var disk = SmallDisk.Mount();
        var set = await MakeAsync(Id, 100, 100);
        await CopyAsync(Id, disk.Root);
        File.Delete(Path.Combine(disk.Root, "shop", Id, "redis.rdb"));
        Assert.True(disk.MakeReadOnly());

        var failure = await Assert.ThrowsAnyAsync<DeployOpsException>(() => CopyAsync(Id, disk.Root));

        Assert.Equal(FailureKind.Permission, failure.Kind);
        Assert.True(File.Exists(Path.Combine(disk.Root, "shop", Id, "postgres.dump")));
        Assert.Empty(await BackupRepository.HashFilesAsync(set, null, null, default));
    }

    [SmallDiskFact]
    public async Task The_same_folder_mounted_elsewhere_is_refused()
    {
        await MakeAsync(Id, 100, 100);
        var elsewhere = _folder.CreateSubdirectory("mount").FullName;
        Assert.True(RequiredPart.Answers("mount", "--bind", Path.Combine(_folder.FullName, ".deployops", "backups"), elsewhere));
        try
        {
            await Assert.ThrowsAsync<CopyOntoItselfException>(() => CopyAsync(Id, elsewhere));
        }
        finally
        {
            RequiredPart.Answers("umount", elsewhere);
        }
    }

    private static IEnumerable<string> NamesOn(SmallDisk disk) =>
        Directory.GetDirectories(Path.Combine(disk.Root, "shop")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    private Task<BackupSet> CopyAsync(string id, string target) => new CopyBackup(Project).RunAsync(id, null, target, _ => { }, default);

    private async Task<BackupSet> MakeAsync(string id, int first, int second)
    {
        var repository = BackupRepository.Of(Project, null, TimeProvider.System);
        repository.MakeFolder();
        var folder = Directory.CreateDirectory(Path.Combine(repository.Folder, id)).FullName;
        var stores = new[] { (DataStoreKind.Postgres, "postgres.dump", first), (DataStoreKind.Redis, "redis.rdb", second) }.Select(store =>
        {
            var content = RandomNumberGenerator.GetBytes(store.Item3);
            File.WriteAllBytes(Path.Combine(folder, store.Item2), content);
            return new StoreRecord
            {
                Kind = store.Item1,
                Source = "db:5432",
                IsComplete = true,
                SnapshotAt = BackupId.TimeOf(id),
                Files = [new BackupFile(store.Item2, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length)],
            };
        }).ToList();
        return await repository.SealAsync(
            new BackupSet { Id = id, Path = folder },
            new BackupManifest { Id = id, Project = "shop", Stack = "shop", State = BackupState.Complete, StartedAt = BackupId.TimeOf(id)!.Value, Stores = stores },
            default);
    }
}
