using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Listing;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Tests.Backups.Sets;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Listing;

public sealed class ListBackupsTests : IDisposable
{
    private readonly SetFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sets_come_newest_first_with_age_size_and_standing()
    {
        await _folder.AddAsync("20261119T120000Z-0001", BackupState.Verified);
        await _folder.AddAsync("20261121T020000Z-0002", BackupState.Verified);
        await _folder.AddAsync("20261121T030000Z-0003", BackupState.Partial, folderName: "20261121T030000Z-0003.partial");

        var sets = await ListAsync();

        Assert.Equal(
            [(BackupState.Partial, 9.0, ""), (BackupState.Verified, 10.0, "within"), (BackupState.Verified, 48.0, "beyond")],
            sets.Select(set => (set.State, set.Age!.Value.TotalHours, set.RpoStanding)));
        Assert.All(sets, set => Assert.True(set.Bytes > 400));
    }

    [Fact]
    public async Task A_damaged_set_is_listed_with_its_problem()
    {
        var set = await _folder.AddAsync();
        await File.WriteAllTextAsync(Path.Combine(set.Path, "manifest.json"), "{}");

        var found = Assert.Single(await ListAsync());

        Assert.Equal((BackupState.Partial, set.Id), (found.State, found.Id));
        Assert.NotNull(found.Problem);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_holds_no_sets() => Assert.Empty(await ListAsync());

    private Task<IReadOnlyList<BackupSet>> ListAsync() =>
        new ListBackups(_folder.Project) { Ports = new BackupPorts { Time = _folder.Time } }.RunAsync(null, default);
}
