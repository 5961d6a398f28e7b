using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Tests.Backups.Sets;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Creation;

/// <summary>What killed backups leave goes after a day, and nothing else does.</summary>
public sealed class PartialSweepTests : IDisposable
{
    private const string Id = "20261119T020000Z-00aa";

    private readonly SetFolder _sets = new();

    [Fact]
    public async Task A_partial_set_of_today_is_left_and_noted()
    {
        var set = await LeftAsync(BackupState.Partial, TimeSpan.FromHours(23));

        Assert.Contains("is partial, left by a backup", Assert.Single(await SweepAsync()), StringComparison.Ordinal);
        Assert.True(Directory.Exists(set.Path));
    }

    [Fact]
    public async Task A_partial_set_older_than_a_day_is_removed_and_noted()
    {
        await _sets.AddAsync();
        var set = await LeftAsync(BackupState.Partial, TimeSpan.FromHours(25));

        Assert.Contains("was removed", Assert.Single(await SweepAsync()), StringComparison.Ordinal);
        Assert.False(Directory.Exists(set.Path));
    }

    [Fact]
    public async Task A_partial_set_that_holds_the_newest_dump_of_a_store_stays_however_old_it_is()
    {
        await _sets.AddAsync(kinds: [DataStoreKind.Redis]);
        var set = await LeftAsync(BackupState.Partial, TimeSpan.FromDays(40));

        Assert.Contains("holds the newest dump of Postgres;", Assert.Single(await SweepAsync()), StringComparison.Ordinal);
        Assert.True(Directory.Exists(set.Path));
    }

    [Fact]
    public async Task A_partial_set_of_another_installation_is_left_to_it()
    {
        var set = await LeftAsync(BackupState.Partial, TimeSpan.FromDays(40), path => File.Delete(Path.Combine(path, "postgres.dump")));
        await _sets.AddAsync();
        var stage = BackupRepository.Of(_sets.Project, null, _sets.Time, "shop-stage");

        Assert.Empty(await PartialSweep.RunAsync(stage, CancellationToken.None));
        Assert.True(Directory.Exists(set.Path));
    }

    [Fact]
    public async Task A_partial_folder_without_a_manifest_is_removed_after_a_day()
    {
        var set = await LeftAsync(BackupState.Partial, TimeSpan.FromHours(25), path => File.Delete(Path.Combine(path, "manifest.json")));

        Assert.Single(await SweepAsync());
        Assert.False(Directory.Exists(set.Path));
    }

    [Fact]
    public async Task A_set_that_only_lacks_its_final_name_gets_it()
    {
        await LeftAsync(BackupState.Complete, TimeSpan.FromHours(1));

        Assert.Contains("it has that now", Assert.Single(await SweepAsync()), StringComparison.Ordinal);
        Assert.Equal((Id, BackupState.Complete), (Assert.Single(await ListAsync()).Id, (await ListAsync())[0].State));
    }

    [Fact]
    public async Task A_set_that_lacks_its_final_name_and_a_byte_does_not_get_it()
    {
        var set = await LeftAsync(BackupState.Complete, TimeSpan.FromHours(1), path => File.WriteAllText(Path.Combine(path, "redis.rdb"), "x"));

        Assert.Contains("redis.rdb", Assert.Single(await SweepAsync()), StringComparison.Ordinal);
        Assert.True(Directory.Exists(set.Path));
        Assert.Equal(BackupState.Partial, Assert.Single(await ListAsync()).State);
    }

    [Fact]
    public async Task Finished_sets_are_left_however_old_or_damaged_they_are()
    {
        var set = await _sets.AddAsync("20200101T000000Z-0000");
        var damaged = await _sets.AddAsync("20200102T000000Z-0000");
        await File.WriteAllTextAsync(Path.Combine(damaged.Path, "manifest.json"), "{}");

        Assert.Empty(await SweepAsync());
        Assert.True(Directory.Exists(set.Path) && Directory.Exists(damaged.Path));
    }

    public void Dispose() => _sets.Dispose();

    private async Task<BackupSet> LeftAsync(BackupState state, TimeSpan age, Action<string>? change = null)
    {
        var set = await _sets.AddAsync(Id, state, $"{Id}.partial");
        change?.Invoke(set.Path);
        foreach (var file in Directory.GetFiles(set.Path))
        {
            File.SetLastWriteTimeUtc(file, (SetFolder.Now - age).UtcDateTime);
        }

        Directory.SetLastWriteTimeUtc(set.Path, (SetFolder.Now - age).UtcDateTime);
        return set;
    }

    private Task<IReadOnlyList<string>> SweepAsync() => PartialSweep.RunAsync(_sets.Repository, CancellationToken.None);

    private Task<IReadOnlyList<BackupSet>> ListAsync() => _sets.Repository.ListAsync(CancellationToken.None);
}
