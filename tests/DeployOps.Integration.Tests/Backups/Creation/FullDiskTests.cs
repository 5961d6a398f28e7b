using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Tests.Backups.Creation;
using DeployOps.Integration.Tests.Releases;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Creation;

/// <summary>A disk that becomes full is named, and costs nothing that was there.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-");
    private readonly SmallDisk _disk = SmallDisk.Mount();

    [SmallDiskFact]
    public async Task A_disk_that_becomes_full_in_the_middle_is_named_and_the_other_store_and_earlier_sets_stay()
    {
        var project = BackupProgram.ProjectIn(_folder.FullName);
        var earlier = await BackUpAsync(20_000);
        Assert.Equal(0, earlier.ExitCode);

        var report = await BackUpAsync(2_000_000, new FakeStore(DataStoreKind.Graph) { Content = new byte[5_000] });

        Assert.Equal(3, report.ExitCode);
        Assert.Contains("is full", report.Failure, StringComparison.Ordinal);
        Assert.Contains("Make room", report.NextAction, StringComparison.Ordinal);
        Assert.Equal(BackupState.Partial, report.Set!.State);
        Assert.DoesNotContain(Directory.GetFiles(report.Set.Path), path => path.Contains("redis", StringComparison.Ordinal));
        var sets = await BackupRepository.Of(project, _disk.Root, TimeProvider.System).ListAsync(CancellationToken.None);
        Assert.Equal(2, sets.Count);
        Assert.Empty(await BackupRepository.HashFilesAsync(sets.Single(set => set.Id == earlier.Set!.Id), null, null, CancellationToken.None));

        Assert.Equal(0, (await BackUpAsync(20_000)).ExitCode);
    }

    [SmallDiskFact]
    public async Task A_disk_that_takes_no_writes_is_named_before_anything_is_begun()
    {
        Assert.Equal(0, (await BackUpAsync(1_000)).ExitCode);
        Assert.True(_disk.MakeReadOnly());

        await Assert.ThrowsAsync<BackupNotWritableException>(() => BackUpAsync(1_000));
    }

    public void Dispose()
    {
        _disk.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task<BackupReport> BackUpAsync(int bytes, FakeStore? graph = null) =>
        BackupProgram.BackUpAsync(BackupProgram.ProjectIn(_folder.FullName), new FakeStore(DataStoreKind.Redis) { Content = new byte[bytes] }, graph, _disk.Root);
}
